import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { fileModeGrammar, modeLetters } from './file-mode.ts';

const at = contextOf('Socket.SocketMode');

test.each([
  ['660', 'set <0660>'],
  ['00007777', 'set <7777>'],
  ['10000', 'dropped value-out-of-range/ignore'],
  ['0o660', 'dropped bad-mode/ignore'],
  ['+660', 'dropped bad-mode/ignore'],
  ['0880', 'dropped bad-mode/ignore'],
  ['', 'dropped empty-value/ignore'],
])('%j is %s', (value, expected) => {
  expect(verdict(fileModeGrammar, value, at)).toBe(expected);
});

test.each([
  ['0o644', '0644'],
  ['rw-r--r--', '0644'],
  ['-rwsr-x--T', '5750'],
  ['u=rw,go=r', '0644'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(fileModeGrammar, value, at)).toBe(expected);
});

test('a mode is described as ls shows it, a mask by what it leaves', () => {
  expect([0o640, 0o4755, 0o1777, 0o2644].map(modeLetters)).toEqual([
    'rw-r-----',
    'rwsr-xr-x',
    'rwxrwxrwt',
    'rw-r-Sr--',
  ]);
  const describe = (key: string) =>
    fileModeGrammar.describe!({ kind: 'number', from: 0, to: 4 }, '0027', contextOf(key), undefined!);
  expect(english(describe('Service.UMask')!)).toContain('`rw-r-----`');
  expect(badOffers(fileModeGrammar, '', 0, at)).toEqual([]);
});
