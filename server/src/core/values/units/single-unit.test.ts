import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { parseUnitName } from '../unit-name.ts';
import { sliceGrammar, socketServiceGrammar, triggeredUnitGrammar } from './single-unit.ts';

const unit = parseUnitName('own.timer');

test.each([
  ['Service.Slice', 'a-b.slice', 262, 'set <a-b.slice>'],
  ['Service.Slice', 'a.service', 262, 'dropped bad-unit-name/ignore'],
  ['Service.Slice', '', 262, 'dropped empty-value/ignore'],
  ['Service.Slice', 'a@b.slice', 262, 'dropped bad-unit-name/ignore'],
  ['Slice.Slice', 'a.slice', 262, 'dropped unsupported-here/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(sliceGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Timer.Unit', 'a.service', 262, 'set <a.service>'],
  ['Timer.Unit', '%p.service', 262, 'set <own.service>'],
  ['Timer.Unit', 'own.timer', 262, 'dropped bad-unit-name/ignore'],
  ['Timer.Unit', 'foo@.service', 262, 'set <foo@own.service>'],
  ['Timer.Unit', 'a b', 262, 'dropped bad-unit-name/ignore'],
  ['Timer.Unit', '', 262, 'dropped empty-value/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(triggeredUnitGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Socket.Service', 'a.service', 262, 'set <a.service>'],
  ['Socket.Service', 'a@x.service', 262, 'set <a@x.service>'],
  ['Socket.Service', 'a@.service', 262, 'dropped bad-unit-name/ignore'],
  ['Socket.Service', 'a.target', 262, 'dropped bad-unit-name/ignore'],
  ['Socket.Service', 'a', 262, 'dropped bad-unit-name/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(socketServiceGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});
