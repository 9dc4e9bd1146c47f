import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { COMMANDS } from '../../../server/src/protocol/commands.ts';
import { type DeclaredCommand, withTitles } from './lens-titles.ts';

const DECLARED: readonly DeclaredCommand[] = manifest.contributes.commands;
const titled = (command: string) =>
  withTitles([{ command: { title: 'As it came', command } }], DECLARED)[0]?.command.title;

it.each(COMMANDS)('%s has an icon and a short title in the manifest', (command) => {
  expect(titled(command)).toMatch(/^\$\([a-z-]+\)\u00A0%command\.\w+(?:\.short)?%$/);
});

it('leaves other lenses as they are', () => {
  expect(titled('editor.action.showReferences')).toBe('As it came');
  expect(titled('systemd.restartServer')).toBe('As it came');
  expect(withTitles([{}], DECLARED)).toEqual([{}]);
  expect(withTitles(null, DECLARED)).toBeNull();
});
