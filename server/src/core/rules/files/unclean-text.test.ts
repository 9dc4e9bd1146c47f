import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf, textIn } from '../../testing/scene.ts';
import { decodeUnit } from '../../text/bytes.ts';
import { english } from '../../text/message.ts';

// A page is UTF-8 itself.

const LATIN_1 = decodeUnit(Uint8Array.of(0xe9));

function found(path: string, text: string) {
  const scene = sceneOf(path, text);
  return diagnose(scene.snapshot, scene.file)
    .filter(({ code }) => code === 'unclean-text')
    .map(({ effect, range, message }) => ({ effect, at: textIn(scene, range), message: english(message) }));
}

it.each([
  ['a byte of Latin-1', LATIN_1],
  ['U+FFFE', '\uFFFE'],
  ['U+1FFFF', '\u{1FFFF}'],
])('%s in a value has systemd refuse the unit', (_what, character) => {
  const [finding, ...others] = found('/w/a.service', `[Unit]\nDescription=caf${character} au lait\n`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ effect: 'refuse', at: character });
  expect(finding!.message).toContain('systemd refuses the whole unit.');
});

it('a drop-in is read up to the line', () => {
  const [finding] = found('/w/a.service.d/b.conf', `[Unit]\nDescription=caf${LATIN_1}\n`);
  expect(finding!.message).toContain('systemd drops the rest of this drop-in.');
});

it('other characters are taken, and any byte in a comment', () => {
  expect(found('/w/a.service', `[Unit]\n# caf${LATIN_1}\nDescription=café 🙂\n`)).toEqual([]);
});
