import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

/** What makes sense in any window, whatever is open in it. */
const BEGINNINGS: readonly string[] = [
  'systemd.newSocketService',
  'systemd.newUnit',
  'systemd.openSample',
  'systemd.openWalkthrough',
  'systemd.selectTarget',
];

it('has a handler in index.ts for every command of the manifest, and no other', () => {
  const source = readFileSync(join(import.meta.dirname, 'index.ts'), 'utf8');
  const handled = [...source.matchAll(/^ {2}'(systemd\.\w+)': /gm)].map((match) => match[1]);
  const declared = manifest.contributes.commands.map(({ command }) => command);
  const unhandled = declared.filter((command) => !handled.includes(command));
  expect(unhandled, 'Add these to the table of client/src/commands/index.ts.').toEqual([]);
  const undeclared = handled.filter((command) => !declared.includes(command!));
  expect(undeclared, 'Add these to contributes.commands of package.json.').toEqual([]);
});

it('has a title in the language of the person for every command, in the category of the extension', () => {
  const wrong = manifest.contributes.commands.filter(
    ({ command, title, category, ...more }) =>
      category !== 'systemd' ||
      title !== `%${command.replace('systemd.', 'command.')}%` ||
      !/^%.*%$/.test('shortTitle' in more ? (more.shortTitle ?? '') : '%%'),
  );
  expect(wrong).toEqual([]);
});

it('says in menus.commandPalette where each command makes sense, but for those that a person can begin with', () => {
  const placed = manifest.contributes.menus.commandPalette.map(({ command }) => command);
  const declared = manifest.contributes.commands.map(({ command }) => command);
  const unplaced = declared.filter((command) => !placed.includes(command) && !BEGINNINGS.includes(command));
  expect(unplaced, 'Add these to menus.commandPalette of package.json, or to BEGINNINGS.').toEqual([]);
  expect(BEGINNINGS.filter((command) => placed.includes(command) || !declared.includes(command))).toEqual([]);
});

it('shows only commands that there are, each with a title of its own', () => {
  const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
  const menus = Object.values(manifest.contributes.menus).flat();
  expect(menus.map(({ command }) => command).filter((command) => !declared.has(command))).toEqual([]);
  const titles = manifest.contributes.commands.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

it('runs only commands that there are where it runs them by name', () => {
  const root = join(import.meta.dirname, '..');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const text = sources.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const named = [...text.matchAll(/(?:\bexecuteCommand\(|\bcommand(?::| =) )'(systemd\.\w+)'/g)].map(
    (match) => match[1],
  );
  expect(named).toEqual(
    expect.arrayContaining(['systemd.activateSocket', 'systemd.resendRequest', 'systemd.selectTarget']),
  );
  const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
  expect(named.filter((command) => !declared.has(command as string))).toEqual([]);
});
