import { expect, test } from 'vitest';
import type { ValueContext } from '../grammar.ts';
import { parseUnitName } from '../unit-name.ts';
import type { SpecifierTable } from './specifier-table.ts';
import { expandSpecifiers } from './specifiers.ts';

function context(unit: string, version = 262): ValueContext {
  const name = parseUnitName(unit);
  const unitType = name?.type ?? 'service';
  return { version, manager: 'system', unitType, unit: name, section: '', key: '', ltype: '0', parser: '' };
}

test.each<[string, string, string]>([
  ['%n|%N|%p|%i|%j', 'foo-bar@a-b.service', 'foo-bar@a-b.service|foo-bar@a-b|foo-bar|a-b|bar'],
  ['%I|%P|%J|%f', 'foo-bar@a-b\\x2dc.service', 'a/b-c|foo/bar|bar|/a/b-c'],
  ['<%i>', 'foo.service', '<>'],
  ['%f', 'foo-bar.service', '/foo/bar'],
  ['%t/%S%%', 'foo.service', '/run//var/lib%'],
  ['100% of %', 'foo.service', '100% of %'],
  ['%-%n', 'foo.service', '%-foo.service'],
  ['foo@%i.service', 'bar@.service', 'foo@i.service'],
])('%s in %s is %s', (text, unit, expected) => {
  const { unknown, text: expanded } = expandSpecifiers(text, 'unit', context(unit));
  expect([expanded, unknown]).toEqual([expected, undefined]);
});

test.each<[string, SpecifierTable, string, number, string, number]>([
  ['a%z%n', 'unit', 'foo.service', 262, 'z', 1],
  ['%D', 'unit', 'foo.service', 252, 'D', 0],
  ['%t', 'name', 'foo.service', 262, 't', 0],
  ['%f', 'unit', 'foo-.service', 262, 'f', 0],
])('%s (%s table) in %s for %i fails at %s', (text, table, unit, version, letter, at) => {
  expect(expandSpecifiers(text, table, context(unit, version)).unknown).toMatchObject({ letter, at });
});

test('length is counted after expansion, and samples are marked as such', () => {
  expect(expandSpecifiers('%n', 'unit', context('foo.service'), 10).tooLong).toBe(true);
  expect(expandSpecifiers('%n', 'unit', context('foo.service'), 11).tooLong).toBe(false);
  expect(expandSpecifiers('%i', 'unit', context('foo@.service')).needsInstance).toBe(true);
  expect(expandSpecifiers('%i', 'unit', context('foo@a.service')).needsInstance).toBe(false);
});
