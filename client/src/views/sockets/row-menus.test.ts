import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };

/** The commands that the menus of the views offer for a row, by the words of its context. */
function offered(viewItem: string, inline: boolean): string[] {
  return manifest.contributes.menus['view/item/context']
    .filter(({ group }) => group.startsWith('inline') === inline)
    .filter(({ when }) => when.split(' && ').every((term) => holds(term, viewItem)))
    .map(({ command }) => command.replace('systemd.', ''));
}

/** One term of a `when` clause, as far as the menus of the views use them. */
function holds(term: string, viewItem: string): boolean {
  if (term.startsWith('view =~')) return true;
  const negated = /^!\((.*)\)$/.exec(term)?.[1];
  if (negated !== undefined) return !holds(negated, viewItem);
  const pattern = /^viewItem =~ \/(.*)\/$/.exec(term)?.[1];
  if (pattern !== undefined) return new RegExp(pattern).test(viewItem);
  const word = /^viewItem == '?(.*?)'?$/.exec(term)?.[1];
  if (word === undefined) throw new Error(`a term that this test does not know: ${term}`);
  return viewItem === word;
}

it.each([
  ['unit socket workspace idle file', ['activateSocket']],
  ['unit socket workspace running loaded canEnable file', ['sendTestRequest', 'stopUnit']],
  ['unit socket installed idle loaded canEnable file', ['startUnit']],
  ['unit socket installed running loaded', ['sendTestRequest', 'stopUnit']],
  ['unit timer workspace idle file', ['deployUnit']],
  ['unit timer workspace idle loaded file', ['startUnit']],
  ['unit path installed running loaded', ['stopUnit']],
  ['listener', []],
])('the buttons of %s', (context, commands) => expect(offered(context, true)).toEqual(commands));

it.each([
  [
    'unit socket workspace running loaded canDisable deployed file',
    [
      'activateSocket',
      'sendTestRequest',
      'restartUnit',
      'stopUnit',
      'runLoad',
      'disableUnit',
      'openUnit',
      'newDropIn',
      'showEffectiveUnit',
      'showJournal',
      'showDiagram',
      'deployUnit',
      'deployToFleet',
      'undeployUnit',
    ],
  ],
  [
    'unit socket workspace idle file',
    ['activateSocket', 'openUnit', 'newDropIn', 'showEffectiveUnit', 'showDiagram', 'deployUnit', 'deployToFleet'],
  ],
  ['unit timer installed idle loaded canEnable', ['startUnit', 'enableUnit', 'openUnit', 'newDropIn', 'showJournal']],
  ['service file', ['openUnit', 'newDropIn', 'showEffectiveUnit']],
  ['service installed', ['openUnit', 'newDropIn', 'showJournal']],
  ['instance', ['showJournal']],
  ['missing', []],
])('the menu of %s', (context, commands) => expect(offered(context, false)).toEqual(commands));
