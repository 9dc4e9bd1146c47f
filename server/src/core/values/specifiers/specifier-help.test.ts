import { expect, test } from 'vitest';
import { contextOf } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import type { World } from '../grammar.ts';
import { parseUnitName } from '../unit-name.ts';
import { describeSpecifier, specifierOffers } from './specifier-help.ts';

const world: World = {
  units: () => [],
  directory: () => [],
  users: () => [],
  groups: () => [],
  fact: (name) => (name === 'hostname' ? 'web.example.org' : undefined),
};

function described(letter: string, unit: string, manager: 'system' | 'user' = 'system'): string | undefined {
  const at = contextOf('Unit.Description', 262, { unit: parseUnitName(unit)!, manager });
  const found = describeSpecifier({ kind: 'specifier', from: 0, to: 2 }, `%${letter}`, at, world);
  return found && english(found).split('\n\n')[1];
}

test.each<[string, string, 'system' | 'user', string]>([
  ['n', 'a-b.service', 'system', 'Here: `a-b.service`'],
  ['j', 'a-b@.service', 'system', 'Here: `b`'],
  ['i', 'a.service', 'system', 'Here it is empty.'],
  ['i', 'a@.service', 'system', 'What it is here depends on the instance of the template.'],
  ['t', 'a.service', 'system', 'Here: `/run`'],
  ['t', 'a.service', 'user', 'What it is here depends on the user.'],
  ['H', 'a.service', 'system', 'Here: `web.example.org`'],
  ['l', 'a.service', 'system', 'Here: `web`'],
  ['b', 'a.service', 'system', 'What it is here depends on the machine.'],
])('%%%s in %s of a %s manager: %s', (letter, unit, manager, expected) => {
  expect(described(letter, unit, manager)).toBe(expected);
});

test('only specifiers of the table and the version are offered', () => {
  const labels = (version: number, table: 'unit' | 'name'): string[] =>
    specifierOffers('a%', 2, contextOf('Unit.Description', version), table).map((offer) => offer.label);
  expect(labels(262, 'unit')).toEqual(expect.arrayContaining(['%n', '%D', '%%']));
  expect(labels(252, 'unit')).not.toContain('%D');
  expect(labels(262, 'unit')).not.toContain('%c');
  expect(labels(262, 'name')).not.toContain('%t');
});
