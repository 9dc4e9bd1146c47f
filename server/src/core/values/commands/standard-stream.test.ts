import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { standardInputGrammar, standardOutputGrammar } from './standard-stream.ts';

const unit = parseUnitName('own.service');

test.each([
  ['Service.StandardInput', 'socket', 262, 'set <socket>'],
  ['Service.StandardInput', 'file:%t/a', 262, 'set <file:/run/a>'],
  ['Service.StandardInput', 'file:a', 262, 'dropped bad-path/ignore'],
  ['Service.StandardInput', 'fd:', 262, 'set <fd:>'],
  ['Service.StandardInput', 'fd:a:b', 262, 'dropped bad-name/ignore'],
  ['Service.StandardInput', 'append:/a', 262, 'dropped bad-keyword/ignore'],
  ['Service.StandardInput', 'file', 262, 'set <file> bad-keyword/fail'],
  ['Service.StandardInput', '', 262, 'dropped empty-value/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(standardInputGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Service.StandardOutput', 'journal+console', 262, 'set <journal+console>'],
  ['Service.StandardOutput', 'append:/var/log//a', 262, 'set <append:/var/log/a>'],
  ['Service.StandardOutput', 'truncate:"/a"', 262, 'dropped bad-path/ignore'],
  ['Service.StandardError', 'syslog', 262, 'set <journal> obsolete-value/note'],
  ['Service.StandardError', 'fd:%n', 262, 'set <fd:own.service>'],
  ['Service.StandardOutput', '/a', 262, 'dropped bad-keyword/ignore'],
  ['Service.StandardOutput', 'file:%z', 262, 'dropped bad-specifier/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(standardOutputGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['syslog+console', 'journal+console'],
  ['jornal', 'journal'],
  ['/var/log/a', 'file:/var/log/a'],
  ['file:"/a"', 'file:/a'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(standardOutputGrammar, value, contextOf('Service.StandardOutput'))).toBe(fixed);
});

test('all that is offered is taken', () => {
  expect(badOffers(standardInputGrammar, '', 0, contextOf('Service.StandardInput'))).toEqual([]);
  expect(badOffers(standardOutputGrammar, '', 0, contextOf('Service.StandardOutput'))).toEqual([]);
});
