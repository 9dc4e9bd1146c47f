import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { exitStatusListGrammar } from './exit-status.ts';

test.each<[number, string, string]>([
  [262, '1 TEMPFAIL SIGKILL TERM', 'add <1> <75> <SIGKILL> <SIGTERM>'],
  [262, '15', 'add <15>'],
  [262, '1 256 0x10', 'add <1> <16> bad-exit-status/ignore'],
  [262, '-1', 'dropped bad-exit-status/ignore'],
  [252, 'KSM', 'dropped unsupported-here/ignore'],
  [254, 'KSM', 'add <245>'],
  [262, '', 'reset'],
])('%d: %j is %s', (version, value, expected) => {
  expect(verdict(exitStatusListGrammar, value, contextOf('Service.SuccessExitStatus', version))).toBe(expected);
});

test.each([
  ['EX_TEMPFAIL', 'TEMPFAIL'],
  ['0 sigkill', '0 SIGKILL'],
  ['1,2', '1 2'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(exitStatusListGrammar, value, contextOf('Service.SuccessExitStatus'))).toBe(expected);
});

test('a status is described by its name, a signal as such', () => {
  const at = contextOf('Service.SuccessExitStatus');
  const describe = (value: string) =>
    exitStatusListGrammar.describe!({ kind: 'number', from: 0, to: value.length }, value, at, undefined!);
  expect(
    [describe('203'), describe('SIGHUP'), describe('99')].map((text) => text && english(text).slice(0, 30)),
  ).toEqual(['Exit status 203, **EXEC**: sys', '**SIGHUP** (1): The terminal w', undefined]);
  expect(badOffers(exitStatusListGrammar, '1 ', 2, at)).toEqual([]);
});
