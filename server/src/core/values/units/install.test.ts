import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { installGrammar } from './install.ts';

const unit = parseUnitName('own@.service');

test.each([
  ['Install.WantedBy', 'a.target "b.target"', 262, 'add <a.target> <b.target>'],
  ['Install.WantedBy', '', 262, 'reset'],
  ['Install.Also', 'a\\x2db.socket %p.socket', 262, 'add <ax2db.socket> <own.socket>'],
  ['Install.Also', '', 262, 'dropped'],
  ['Install.Alias', '%z.service', 262, 'dropped bad-specifier/advice'],
  ['Install.RequiredBy', 'a "b', 262, 'dropped bad-quoting/advice'],
  ['Install.DefaultInstance', 'x-y', 262, 'set <x-y>'],
  ['Install.DefaultInstance', 'x y', 262, 'dropped bad-unit-name/advice'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(installGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test('what a unit of the type is usually wanted by comes first', () => {
  const world = { units: () => [], directory: () => [], users: () => [], groups: () => [], fact: () => undefined };
  const at = contextOf('Install.WantedBy', 262, { unitType: 'timer' });
  const offers = [...installGrammar.complete!('', 0, at, world)].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  expect(offers[0]?.label).toBe('timers.target');
});
