import { expect, it } from 'vitest';
import { COMMANDS } from '../../../server/src/protocol/commands.ts';
import { english } from '../l10n.ts';
import { withTitles } from './lens-titles.ts';

const titled = (command: string) =>
  withTitles([{ command: { title: 'As it came', command } }], english)[0]?.command.title;

it.each(Object.values(COMMANDS))('%s has a title with an icon', (command) => {
  expect(titled(command)).toMatch(/^\$\([a-z-]+\) [A-Z]/);
});

it('leaves other lenses as they are', () => {
  expect(titled('editor.action.showReferences')).toBe('As it came');
  expect(withTitles([{}], english)).toEqual([{}]);
  expect(withTitles(null, english)).toBeNull();
});
