import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { COMMANDS } from '../../../server/src/protocol/commands.ts';
import { type DeclaredCommand, wantedLenses, withTitles } from './lens-titles.ts';

const DECLARED: readonly DeclaredCommand[] = manifest.contributes.commands;
const titled = (command: string) =>
  withTitles([{ command: { title: 'As it came', command } }], DECLARED)[0]?.command.title;

/** Lenses whose titles say what is counted or judged. */
const COUNTING: readonly string[] = ['systemd.showDropIns', 'systemd.showReferences', 'systemd.showSecurity'];

it.each(COMMANDS.filter((command) => !COUNTING.includes(command)))(
  '%s has an icon and a short title in the manifest',
  (command) => {
    expect(titled(command)).toMatch(/^\$\([a-z-]+\)\u00A0%command\.\w+(?:\.short)?%$/);
  },
);

it('leaves other lenses as they are', () => {
  expect(COUNTING.map(titled)).toEqual(COUNTING.map(() => 'As it came'));
  expect(titled('editor.action.showReferences')).toBe('As it came');
  expect(titled('systemd.restartServer')).toBe('As it came');
  expect(withTitles([{}], DECLARED)).toEqual([{}]);
  expect(withTitles(null, DECLARED)).toBeNull();
});

it.each([
  [true, ['systemd.showSecurity', 'systemd.showJournal']],
  [false, ['systemd.showJournal']],
])('with the exposure wanted (%s) there are %j', (wanted, expected) => {
  const lenses = expected.includes('systemd.showSecurity') ? expected : ['systemd.showSecurity', ...expected];
  const made = lenses.map((command) => ({ command: { title: '', command } }));
  expect(wantedLenses(made, wanted)?.map(({ command }) => command.command)).toEqual(expected);
});
