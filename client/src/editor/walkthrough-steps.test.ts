import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import english from '../../../package.nls.json' with { type: 'json' };
import chinese from '../../../package.nls.zh-cn.json' with { type: 'json' };
import { WALKTHROUGH_STEPS } from './walkthrough-steps.ts';

const ROOT = join(import.meta.dirname, '../../..');
const [walkthrough] = manifest.contributes.walkthroughs;
const steps = walkthrough!.steps;

it('has the steps of the manifest, each completed by its own context key alone', () => {
  expect(steps.map(({ id }) => id)).toEqual(WALKTHROUGH_STEPS);
  expect(steps.map(({ completionEvents }) => completionEvents)).toEqual(
    WALKTHROUGH_STEPS.map((step) => [`onContext:systemd.walkthrough.${step}`]),
  );
});

it('has one button in each step, in both languages, which does what the step is about', () => {
  for (const texts of [english, chinese] as readonly Readonly<Record<string, string>>[]) {
    const buttons = steps.map(({ description }) =>
      [...texts[description.slice(1, -1)]!.matchAll(/^\[[^\]]+\]\((.*)\)$/gm)].map(([, link]) =>
        decodeURIComponent(link!),
      ),
    );
    expect(buttons).toEqual([
      ['command:systemd.openSample?"walkthrough"'],
      ...WALKTHROUGH_STEPS.slice(1).map((step) => [`command:systemd.walkthroughStep?"${step}"`]),
    ]);
  }
});

it('has a picture for each step in the colours of the theme, with words for those who do not see it', () => {
  for (const { media } of steps) {
    const picture = readFileSync(join(ROOT, media.svg), 'utf8');
    expect(picture).toContain('var(--vscode-');
    expect(picture).not.toMatch(/(?:fill|stroke)="#/);
    expect(media.altText).toMatch(/^%walkthrough\.picture\.\w+%$/);
  }
});
