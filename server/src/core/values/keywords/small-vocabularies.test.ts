import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import type { Grammar } from '../grammar.ts';
import { socketProtocolGrammar } from '../network/socket-protocol.ts';
import { coredumpFilterGrammar } from './coredump-filter.ts';
import { personalityGrammar } from './personality.ts';
import { protectHostnameGrammar } from './protect-hostname.ts';
import { refreshOnReloadGrammar } from './refresh-on-reload.ts';
import { secureBitsGrammar } from './secure-bits.ts';

test.each<[Grammar, string, number, string, string]>([
  [coredumpFilterGrammar, 'Service.CoredumpFilter', 262, 'default 0x33', 'add <default> <0x33>'],
  [coredumpFilterGrammar, 'Service.CoredumpFilter', 262, 'default heap', 'dropped bad-list-item/ignore'],
  [coredumpFilterGrammar, 'Service.CoredumpFilter', 262, '', 'reset'],
  [personalityGrammar, 'Service.Personality', 262, 'x86', 'set <x86>'],
  [personalityGrammar, 'Service.Personality', 262, 'i386', 'dropped bad-keyword/ignore'],
  [personalityGrammar, 'Service.Personality', 262, '', 'reset'],
  [socketProtocolGrammar, 'Socket.SocketProtocol', 262, 'SCTP', 'set <sctp>'],
  [socketProtocolGrammar, 'Socket.SocketProtocol', 262, '262', 'set <mptcp>'],
  [socketProtocolGrammar, 'Socket.SocketProtocol', 254, 'mptcp', 'dropped unsupported-here/ignore'],
  [socketProtocolGrammar, 'Socket.SocketProtocol', 262, 'tcp', 'dropped bad-keyword/ignore'],
  [socketProtocolGrammar, 'Socket.SocketProtocol', 262, '', 'dropped empty-value/ignore'],
  [refreshOnReloadGrammar, 'Service.RefreshOnReload', 262, '~extensions', 'add <~extensions>'],
  [refreshOnReloadGrammar, 'Service.RefreshOnReload', 262, 'yes', 'set <yes>'],
  [refreshOnReloadGrammar, 'Service.RefreshOnReload', 262, 'extensions mounts', 'dropped bad-list-item/ignore'],
  [refreshOnReloadGrammar, 'Service.RefreshOnReload', 262, '', 'reset'],
  [secureBitsGrammar, 'Service.SecureBits', 262, 'noroot "keep-caps"', 'set <noroot> <keep-caps>'],
  [secureBitsGrammar, 'Service.SecureBits', 257, 'exec-restrict-file', 'reset unsupported-here/advice'],
  [secureBitsGrammar, 'Service.SecureBits', 262, 'noroot nosuch', 'set <noroot> bad-list-item/advice'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'on:a.b', 'set <yes:a.b>'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'private', 'set <private>'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'no:a', 'dropped bad-keyword/ignore'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'yes:-a', 'dropped bad-name/ignore'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'yes:%Z', 'dropped bad-specifier/ignore'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, 'maybe', 'dropped bad-keyword/ignore'],
  [protectHostnameGrammar, 'Service.ProtectHostname', 262, '', 'reset'],
])('%o: %s on %d, %j is %s', (grammar, name, version, value, expected) => {
  expect(verdict(grammar, value, contextOf(name, version))).toBe(expected);
});

test('other names of architectures are corrected', () => {
  expect(firstFixed(personalityGrammar, 'amd64', contextOf('Service.Personality'))).toBe('x86-64');
});

test('nothing is offered that would be refused', () => {
  const offers: [Grammar, string, string][] = [
    [coredumpFilterGrammar, 'Service.CoredumpFilter', 'default '],
    [socketProtocolGrammar, 'Socket.SocketProtocol', ''],
    [refreshOnReloadGrammar, 'Service.RefreshOnReload', 'extensions '],
    [secureBitsGrammar, 'Service.SecureBits', 'noroot '],
    [protectHostnameGrammar, 'Service.ProtectHostname', ''],
    [personalityGrammar, 'Service.Personality', ''],
  ];
  expect(offers.flatMap(([grammar, name, value]) => badOffers(grammar, value, value.length, contextOf(name)))).toEqual(
    [],
  );
});
