import { expect, it } from 'vitest';
import { labelledRows } from './labelled-rows.ts';

it('puts the values into one column, and leaves out rows without one', () => {
  expect(
    labelledRows([
      ['Time', '3 ms'],
      ['Exit status', '0'],
      ['Size', ''],
    ]),
  ).toEqual(['Time:         3 ms', 'Exit status:  0']);
});

it('fills up with spaces as wide as the characters that are missing', () => {
  expect(
    labelledRows([
      ['\u5927\u5c0f', '1'],
      ['\u9000\u51fa\u72b6\u6001', '2'],
      ['HTTP \u72b6\u6001', '3'],
    ]),
  ).toEqual([
    '\u5927\u5c0f:\u3000\u3000       1',
    '\u9000\u51fa\u72b6\u6001:       2',
    'HTTP \u72b6\u6001:\u3000\u3000  3',
  ]);
});
