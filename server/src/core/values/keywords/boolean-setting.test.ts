import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { booleanGrammar } from './boolean-setting.ts';

test.each<[string, number, string, string]>([
  ['Service.RemainAfterExit', 262, 'Yes', 'set <yes>'],
  ['Service.RemainAfterExit', 262, 'off', 'set <no>'],
  ['Service.RemainAfterExit', 262, '', 'dropped empty-value/ignore'],
  ['Service.RemainAfterExit', 262, 'maybe', 'dropped bad-boolean/ignore'],
  ['Service.DynamicUser', 262, 'maybe', 'dropped bad-boolean/refuse'],
  ['Service.DynamicUser', 262, '', 'dropped empty-value/refuse'],
  ['Service.PrivateMounts', 262, '', 'reset'],
  ['Service.PrivateMounts', 252, '', 'dropped empty-value/ignore'],
  ['Service.MountAPIVFS', 252, '', 'reset'],
  ['Service.PrivateTmp', 254, 'disconnected', 'dropped unsupported-here/ignore'],
  ['Unit.OnFailureIsolate', 262, 'yes', 'set <yes> obsolete-directive/advice'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(booleanGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each([
  ['yess', 'yes'],
  ['enabled', 'yes'],
  ['Flase', 'no'],
  ["'no'", 'no'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(booleanGrammar, value, contextOf('Service.RemainAfterExit'))).toBe(expected);
});

test('yes and no come first, other spellings when they are being typed', () => {
  const at = contextOf('Socket.Accept');
  const labels = (value: string) =>
    booleanGrammar.complete!(value, value.length, at, undefined!).map(({ label }) => label);
  expect([labels(''), labels('t'), badOffers(booleanGrammar, 'o', 1, at)]).toEqual([
    ['yes', 'no'],
    ['yes', 'no', 'true'],
    [],
  ]);
});
