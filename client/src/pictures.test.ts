import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');

it('has every picture that the manifest names', () => {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const named = [...text.matchAll(/"([^"]+\.(?:svg|png))"/g)].map((match) => match[1]!);
  expect(named).toEqual(
    expect.arrayContaining(['client/media/icon.png', './client/media/unit-light.svg', './client/media/unit-dark.svg']),
  );
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('has an icon of the size that galleries want, rendered from the SVG beside it', async () => {
  const icon = await sharp(join(ROOT, manifest.icon)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([icon.info.width, icon.info.height]).toEqual([256, 256]);
  const anew = await sharp(join(ROOT, manifest.icon.replace('.png', '.svg')), { density: 144 })
    .resize(256, 256)
    .ensureAlpha()
    .raw()
    .toBuffer();
  const off = icon.data.filter((byte, at) => Math.abs(byte - anew[at]!) > 8).length;
  // Another version of the renderer may draw edges a little differently.
  expect(off / icon.data.length).toBeLessThan(0.005);
});

it('has small pictures in the README, the same in both languages', () => {
  const [shown, chinese] = ['README.md', 'README.zh-CN.md'].map((name) =>
    [...readFileSync(join(ROOT, name), 'utf8').matchAll(/^!\[[^\]]+\]\((.+)\)$/gm)].map((match) => match[1]!),
  );
  expect(shown).toEqual(['client/media/story.gif', 'client/media/activation.png']);
  expect(chinese).toEqual(shown);
  for (const path of shown!) expect(statSync(join(ROOT, path)).size).toBeLessThan(500_000);
});
