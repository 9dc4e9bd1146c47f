import { expect, it } from 'vitest';
import { diagnose } from '../../findings/run.ts';
import { sceneOf } from '../../testing/scene.ts';
import { english } from '../../text/message.ts';

// A page cannot hold a line of 1 MiB.

const MIB = 1024 * 1024;

function found(path: string, text: string) {
  const { snapshot, file } = sceneOf(path, text);
  return diagnose(snapshot, file).filter(({ code }) => code === 'overlong-line');
}

it.each([
  ['a comment', `#${'x'.repeat(MIB)}`],
  ['a value', `Description=${'x'.repeat(MIB)}`],
  ['a value over several lines', `Description=${`${'x'.repeat(2 ** 16)}\\\n`.repeat(17)}x`],
])('%s of more than 1 MiB stops systemd', (_what, line) => {
  const [finding, ...others] = found('/w/a.service', `[Unit]\n${line}\nAfter=b.service\n`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ effect: 'refuse', scope: 'unit', range: { from: 7, to: 87 } });
  expect(english(finding!.message)).toContain('systemd refuses the whole unit.');
});

it('a drop-in is read up to the line', () => {
  const [finding] = found('/w/a.service.d/b.conf', `[Unit]\n#${'x'.repeat(MIB)}\n`);
  expect(english(finding!.message)).toContain('systemd drops the rest of this drop-in.');
});

it('a line of just under 1 MiB is read', () => {
  expect(found('/w/a.service', `[Unit]\n#${'x'.repeat(MIB - 3)}\n`)).toEqual([]);
});
