import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { singlePathGrammar, watchedPathGrammar } from './single-path.ts';

const unit = parseUnitName('own.service');

test.each([
  ['Service.TTYPath', '/dev//tty1/', 262, 'set </dev/tty1>'],
  ['Service.TTYPath', '', 262, 'reset'],
  ['Service.TTYPath', '%i', 262, 'reset'],
  ['Service.TTYPath', 'dev/tty1', 262, 'dropped bad-path/ignore'],
  ['Service.TTYPath', '"/dev/tty1"', 262, 'dropped bad-path/ignore'],
  ['Service.RootDirectory', 'srv', 262, 'dropped bad-path/refuse'],
  ['Service.RootDirectory', '/srv/%z', 262, 'dropped bad-specifier/refuse'],
  ['Service.RootDirectory', '/../srv', 262, 'set </srv>'],
  ['Service.RootDirectory', '/../srv', 252, 'dropped bad-path/refuse'],
  ['Service.RootDirectory', '/a b', 262, 'set </a b>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(singlePathGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Path.PathExists', '/a', 262, 'add </a>'],
  ['Path.PathExists', '', 262, 'reset'],
  ['Path.PathExists', '%i', 262, 'dropped bad-path/ignore'],
  ['Path.PathExists', 'a', 262, 'dropped bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(watchedPathGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['"/dev/tty1"', '/dev/tty1'],
  ['~/tty', '%h/tty'],
  ['dev/tty1', '/dev/tty1'],
  ['/a/../b', '/b'],
  ['/a%z', '/a%%z'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(singlePathGrammar, value, contextOf('Service.TTYPath'))).toBe(fixed);
});
