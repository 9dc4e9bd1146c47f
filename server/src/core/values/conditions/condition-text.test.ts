import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { conditionTextGrammar } from './condition-text.ts';

test.each([
  ['Unit.ConditionKernelVersion', '>= 5', 262, 'add <>= 5>'],
  ['Unit.ConditionHost', '| !a', 262, 'add <|!a>'],
  ['Unit.ConditionHost', '', 262, 'reset'],
  ['Unit.ConditionHost', '%z', 262, 'dropped bad-specifier/ignore'],
  ['Unit.ConditionVirtualization', 'vm', 262, 'add <vm>'],
  ['Unit.ConditionVirtualization', '!docker', 262, 'add <!docker>'],
  ['Unit.ConditionVirtualization', 'kvm', 252, 'add <kvm>'],
  ['Unit.ConditionArchitecture', 'x86-64', 262, 'add <x86-64>'],
  ['Unit.ConditionArchitecture', 'amd64', 262, 'add <amd64> bad-keyword/advice'],
  ['Unit.ConditionVirtualization', 'virtual', 262, 'add <virtual> bad-keyword/advice'],
  ['Unit.ConditionSecurity', 'measured-uki', 257, 'add <measured-uki>'],
  ['Unit.ConditionSecurity', 'measured-uki', 252, 'add <measured-uki> bad-keyword/advice'],
  ['Unit.ConditionACPower', 'true', 262, 'add <true>'],
  ['Unit.ConditionACPower', 'maybe', 262, 'add <maybe> bad-keyword/advice'],
  ['Unit.ConditionFirstBoot', '!maybe', 262, 'add <!maybe> bad-keyword/advice'],
  ['Unit.ConditionCapability', 'CAP_BOGUS', 252, 'add <CAP_BOGUS> bad-keyword/advice'],
  ['Unit.ConditionCapability', 'cap_chown', 252, 'add <cap_chown>'],
  ['Unit.ConditionControlGroupController', 'bogus', 252, 'add <bogus> bad-keyword/advice'],
  ['Unit.ConditionControlGroupController', 'cpu bogus', 252, 'add <cpu bogus>'],
  ['Unit.ConditionControlGroupController', 'v1', 257, 'add <v1>'],
  ['Unit.ConditionControlGroupController', 'v1', 258, 'add <v1> bad-keyword/advice'],
  ['Unit.ConditionControlGroupController', 'v2', 258, 'add <v2>'],
  ['Unit.ConditionControlGroupController', '!v2', 258, 'add <!v2> bad-keyword/advice'],
  ['Unit.ConditionControlGroupController', '!v1', 258, 'add <!v1>'],
  ['Unit.ConditionCPUFeature', 'AVX2', 252, 'add <AVX2>'],
  ['Unit.ConditionCPUFeature', 'avx9', 252, 'add <avx9> bad-keyword/advice'],
  ['Unit.ConditionCredential', 'a.b', 252, 'add <a.b>'],
  ['Unit.ConditionCredential', 'a/b', 252, 'add <a/b> bad-keyword/advice'],
  ['Unit.ConditionUser', '!root', 252, 'add <!root>'],
  ['Unit.ConditionUser', '0', 252, 'add <0>'],
  ['Unit.ConditionUser', 'alice', 252, 'add <alice> bad-keyword/advice'],
  ['Unit.ConditionUser', '1000', 252, 'add <1000> bad-keyword/advice'],
  ['Unit.ConditionGroup', 'wheel', 252, 'add <wheel> bad-keyword/advice'],
  ['Unit.ConditionGroup', '10', 252, 'add <10>'],
  ['Unit.ConditionFirmware', 'UEFI', 252, 'add <UEFI> bad-keyword/advice'],
  ['Unit.ConditionMemory', 'lots', 252, 'add <lots> bad-keyword/advice'],
  ['Unit.ConditionMemory', '>= 1G', 252, 'add <>= 1G>'],
  ['Unit.ConditionKernelVersion', '>=', 252, 'add <>=> bad-keyword/advice'],
  ['Unit.ConditionOSRelease', 'ID', 252, 'add <ID> bad-keyword/advice'],
  ['Unit.ConditionOSRelease', 'ID=debian', 252, 'add <ID=debian>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(conditionTextGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a user manager runs as any user', () => {
  const at = { ...contextOf('Unit.ConditionUser'), manager: 'user' as const };
  expect(conditionTextGrammar.parse('alice', at).problems).toEqual([]);
});

test('the words that a condition knows are offered', () => {
  const at = contextOf('Unit.ConditionSecurity');
  expect(badOffers(conditionTextGrammar, '!', 1, at)).toEqual([]);
  expect(firstFixed(conditionTextGrammar, 'appamor', at)).toBe('apparmor');
});
