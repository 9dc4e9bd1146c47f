import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { english } from '../l10n.ts';
import { isNews, takenNotice } from './taken-commands.ts';

const [A, B] = ['systemd.a', 'systemd.b'];

it.each<[readonly string[], unknown, boolean]>([
  [[], undefined, false],
  [[], [A], true],
  [[A], undefined, true],
  [[A], [A], false],
  [[A, B], [B, A], false],
  [[A, B], [A], true],
  // As a version before has kept it, in the language of the person.
  [[A, B], `${A}、${B}`, true],
  [[], `${A}, ${B}`, false],
])('%j are news after %j: %s', (taken, told, news) => expect(isNews(taken, told)).toBe(news));

it('is told in a few words however many there are, with all of them in the list', () => {
  const { commands } = manifest.contributes;
  const all = commands.map(({ command }) => command);
  for (let count = 1; count <= all.length; count++) {
    const { message, list } = takenNotice(all.slice(0, count), commands, english);
    expect(message.length).toBeLessThanOrEqual(80);
    expect(list.split('\n').map((line) => /^systemd: \S.* \((.*)\)$/.exec(line)?.[1])).toEqual(
      all.slice(0, count).toSorted(),
    );
  }
});

it.each<[Parameters<typeof takenNotice>[1][number], string]>([
  [{ command: A, title: 'Deploy', category: 'systemd' }, 'systemd: Deploy (systemd.a)'],
  [{ command: A, title: { value: '部署', original: 'Deploy' }, category: 'systemd' }, 'systemd: 部署 (systemd.a)'],
  [{ command: A, title: 'Deploy' }, 'Deploy (systemd.a)'],
  [{ command: B, title: 'Deploy' }, '(systemd.a)'],
])('has the title of a command as VS Code gives it: %j', (declared, line) =>
  expect(takenNotice([A], [declared], english).list).toBe(line),
);
