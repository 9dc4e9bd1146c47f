import { expect, test } from 'vitest';
import { enumeration } from '../../catalogue/catalogue.ts';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { ENUMERATIONS } from './enumerations.ts';
import { keywordGrammar } from './keyword.ts';
import { keywordNote } from './keyword-notes.ts';

test.each<[string, number, string, string]>([
  ['Service.Restart', 262, 'on-failure', 'set <on-failure>'],
  ['Service.Restart', 262, 'yes', 'dropped bad-keyword/ignore'],
  ['Service.Restart', 262, '', 'dropped empty-value/ignore'],
  ['Service.Type', 252, 'notify-reload', 'dropped unsupported-here/ignore'],
  ['Service.Type', 254, 'notify-reload', 'set <notify-reload>'],
  ['Service.ProtectSystem', 262, 'TRUE', 'set <yes>'],
  ['Service.PrivateTmp', 257, 'on', 'set <connected>'],
  ['Socket.BindIPv6Only', 262, 'no', 'set <both>'],
  ['Socket.Timestamping', 262, 'µs', 'set <us>'],
  ['Socket.IPTOS', 262, '0x10', 'set <low-delay>'],
  ['Socket.IPTOS', 262, '', 'reset'],
  ['Service.SyslogLevel', 262, '3', 'set <err>'],
  ['Service.SyslogFacility', 262, '128', 'dropped bad-keyword/ignore'],
  ['Service.IOSchedulingClass', 257, '8', 'set <8>'],
  ['Service.IOSchedulingClass', 262, '8', 'dropped bad-keyword/ignore'],
  ['Service.CPUSchedulingPolicy', 262, '4', 'set <4> value-out-of-range/note'],
  ['Service.KillMode', 262, 'none', 'set <none> unsafe-value/note'],
  ['Service.KillMode', 262, '', 'reset'],
  ['Service.PrivateUsers', 257, 'full', 'dropped unsupported-here/ignore'],
  ['Service.PrivateUsers', 258, 'full', 'set <full>'],
  ['Service.PrivateUsers', 259, 'managed', 'dropped unsupported-here/ignore'],
  ['Service.NUMAPolicy', 257, 'preferred-many', 'dropped unsupported-here/ignore'],
  ['Socket.ManagedOOMSwap', 262, 'kill', 'dropped unsupported-here/ignore'],
  ['Slice.ManagedOOMSwap', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(keywordGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[number, string, string]>([
  [252, 'reboot', 'set <exit-force> unsupported-here/note'],
  [254, 'reboot', 'dropped unsupported-here/ignore'],
  [254, 'halt', 'set <halt>'],
  [257, 'halt', 'dropped unsupported-here/ignore'],
  [257, 'exit', 'set <exit>'],
])('a user manager of %d takes FailureAction=%s: %s', (version, value, expected) => {
  const at = contextOf('Unit.FailureAction', version, { manager: 'user' });
  expect(verdict(keywordGrammar, value, at)).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.Restart', 'On-Failure', 'on-failure'],
  ['Service.Restart', 'on-failur', 'on-failure'],
  ['Service.Restart', 'on_failure', 'on-failure'],
  ['Service.Restart', '"always"', 'always'],
  ['Service.Restart', 'unless-stopped', 'always'],
  ['Service.Type', 'one-shot', 'oneshot'],
  ['Service.ProtectSystem', 'ture', 'yes'],
  ['Service.Type', 'whatever', undefined],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(keywordGrammar, value, contextOf(name))).toBe(expected);
});

test('nothing is offered that would be refused', () => {
  const names = [
    'Service.KillMode',
    'Service.Type',
    'Service.IOSchedulingClass',
    'Socket.Timestamping',
    'Unit.JobTimeoutAction',
  ];
  const bad = [252, 254, 257, 262].flatMap((version) =>
    names.flatMap((name) => badOffers(keywordGrammar, '', 0, contextOf(name, version, { manager: 'user' }))),
  );
  expect(bad).toEqual([]);
  const labels = keywordGrammar.complete!('', 0, contextOf('Service.PrivateTmp'), undefined!).map(({ label }) => label);
  expect(labels).toEqual(['no', 'yes', 'connected', 'disconnected']);
});

test('every word of every table is explained, the local facilities aside', () => {
  const silent = Object.values(ENUMERATIONS).flatMap(({ words }) =>
    typeof words !== 'string'
      ? []
      : enumeration(words, 262).filter((word) => !keywordNote(word, words, 'RuntimeDirectoryPreserve')),
  );
  expect(silent.filter((word) => !/^local\d$/.test(word))).toEqual([]);
});

test('another spelling is explained by the word it stands for', () => {
  const at = contextOf('Service.ProtectSystem');
  const note = keywordGrammar.describe!({ kind: 'keyword', from: 0, to: 2 }, 'on', at, undefined!);
  expect(english(note!)).toMatch(/^The same as `yes`: /);
});
