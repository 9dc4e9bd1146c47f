import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { documentationGrammar } from './documentation.ts';

test.each([
  ['Unit.Documentation', 'man:foo(8) https://a/b', 262, 'add <man:foo(8)> <https://a/b>'],
  ['Unit.Documentation', '', 262, 'reset'],
  ['Unit.Documentation', 'foo(8) man:bar(1)', 262, 'add <man:bar(1)> bad-uri/ignore'],
  ['Unit.Documentation', 'https://a/x%20y man:b', 262, 'dropped bad-specifier/ignore'],
  ['Unit.Documentation', 'https://é', 262, 'dropped bad-uri/ignore'],
  ['Unit.Documentation', 'https://\ud800', 262, 'dropped bad-uri/ignore'],
  ['Unit.Documentation', 'man:foo(8) %i', 262, 'add <man:foo(8)>'],
  ['Unit.Documentation', '%i', 262, 'reset'],
  ['Unit.Documentation', '"%i"', 262, 'dropped bad-uri/ignore'],
  ['Unit.Documentation', 'man:a "b', 262, 'dropped bad-quoting/ignore'],
  ['Unit.Documentation', 'man:a "b', 252, 'add <man:a> bad-quoting/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(
    verdict(documentationGrammar, value, contextOf(directive, version, { unit: parseUnitName('foo.service') })),
  ).toBe(expected);
});

test.each([
  ['foo(8)', 'man:foo(8)'],
  ['/usr/share/doc/a', 'file:/usr/share/doc/a'],
  ['www.example.org', 'https://www.example.org'],
  ['https://a/x%20y', 'https://a/x%%20y'],
  ['https://a/é', 'https://a/%%C3%%A9'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(documentationGrammar, value, contextOf('Unit.Documentation'))).toBe(fixed);
});
