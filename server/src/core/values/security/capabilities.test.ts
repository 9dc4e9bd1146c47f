import { expect, test } from 'vitest';
import { CAPABILITIES } from '../../catalogue/names.ts';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { capabilitySetGrammar } from './capabilities.ts';
import { capabilityNote } from './capability-notes.ts';

test.each<[string, number, string, string]>([
  ['Service.CapabilityBoundingSet', 262, 'CAP_KILL cap_chown', 'add <CAP_KILL> <cap_chown>'],
  ['Service.CapabilityBoundingSet', 262, '~CAP_KILL', 'add <~CAP_KILL>'],
  ['Service.AmbientCapabilities', 262, 'CAP_KILL CAP_FOO', 'add <CAP_KILL> bad-list-item/advice'],
  ['Service.AmbientCapabilities', 262, 'CAP_FOO', 'reset bad-list-item/advice'],
  ['Service.AmbientCapabilities', 252, '63', 'add <63>'],
  ['Service.AmbientCapabilities', 254, '63', 'reset bad-list-item/advice'],
  ['Service.AmbientCapabilities', 254, 'CAP_KILL "CAP_CHOWN', 'add <CAP_KILL> <CAP_CHOWN>'],
  ['Service.AmbientCapabilities', 252, 'CAP_KILL "CAP_CHOWN', 'add <CAP_KILL> bad-quoting/advice'],
  ['Service.AmbientCapabilities', 262, '~', 'reset'],
  ['Service.AmbientCapabilities', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(capabilitySetGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.AmbientCapabilities', 'NET_ADMIN', 'CAP_NET_ADMIN'],
  ['Service.AmbientCapabilities', 'CAP_KIL', 'CAP_KILL'],
  ['Service.AmbientCapabilities', 'CAP_KILL,CAP_CHOWN', 'CAP_KILL CAP_CHOWN'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(capabilitySetGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.AmbientCapabilities', ''],
  ['Service.AmbientCapabilities', '~CAP_KILL '],
  ['Service.AmbientCapabilities', 'CAP_'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(capabilitySetGrammar, value, value.length, contextOf(name))).toEqual([]);
});

test('every capability has a note', () => {
  expect(CAPABILITIES.filter(([name]) => capabilityNote(name) === undefined)).toEqual([]);
});
