import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { syscallErrnoGrammar } from './syscall-errno.ts';

test.each<[string, number, string, string]>([
  ['Service.SystemCallErrorNumber', 262, 'EPERM', 'set <EPERM>'],
  ['Service.SystemCallErrorNumber', 262, 'eperm', 'set <eperm>'],
  ['Service.SystemCallErrorNumber', 262, 'kill', 'set <kill>'],
  ['Service.SystemCallErrorNumber', 262, '4095', 'set <4095>'],
  ['Service.SystemCallErrorNumber', 262, '0', 'dropped bad-keyword/ignore'],
  ['Service.SystemCallErrorNumber', 262, '4096', 'dropped bad-keyword/ignore'],
  ['Service.SystemCallErrorNumber', 262, 'EFOO', 'dropped bad-keyword/ignore'],
  ['Service.SystemCallErrorNumber', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(syscallErrnoGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.SystemCallErrorNumber', 'EPREM', 'EPERM']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(syscallErrnoGrammar, value, contextOf(name))).toBe(expected);
  },
);

test.each<[string, string]>([['Service.SystemCallErrorNumber', '']])(
  'nothing is offered for %s=%s that would be refused',
  (name, value) => {
    expect(badOffers(syscallErrnoGrammar, value, value.length, contextOf(name))).toEqual([]);
  },
);
