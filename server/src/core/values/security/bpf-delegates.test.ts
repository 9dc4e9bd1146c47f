import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { bpfDelegatesGrammar } from './bpf-delegates.ts';

test.each<[string, number, string, string]>([
  ['Service.BPFDelegateCommands', 262, 'any', 'set <any>'],
  ['Service.BPFDelegateCommands', 262, 'BPFMapCreate,BPFProgLoad', 'set <BPFMapCreate> <BPFProgLoad>'],
  ['Service.BPFDelegateCommands', 262, 'BPFMapCreate, BPFProgLoad', 'set <BPFMapCreate> bad-list-item/advice'],
  ['Service.BPFDelegateMaps', 262, 'hash', 'reset bad-list-item/advice'],
  ['Service.BPFDelegatePrograms', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(bpfDelegatesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.BPFDelegateCommands', 'BPF_MAP_CREATE', 'BPFMapCreate']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(bpfDelegatesGrammar, value, contextOf(name))).toBe(expected);
  },
);

test.each<[string, string]>([
  ['Service.BPFDelegateCommands', ''],
  ['Service.BPFDelegateCommands', 'BPFMapCreate,'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(bpfDelegatesGrammar, value, value.length, contextOf(name))).toEqual([]);
});
