import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { labelledRows } from './labelled-rows.ts';

it('puts the values into one column, and leaves out rows without one', () => {
  expect(
    labelledRows(
      [
        ['Time', '3 ms'],
        ['Exit status', '0'],
        ['Size', ''],
      ],
      english,
    ),
  ).toEqual(['Time:         3 ms', 'Exit status:  0']);
});

it('fills up with spaces as wide as the characters that are missing', () => {
  expect(
    labelledRows(
      [
        ['\u5927\u5c0f', '1'],
        ['\u9000\u51fa\u72b6\u6001', '2'],
        ['HTTP \u72b6\u6001', '3'],
      ],
      fullWidth,
    ),
  ).toEqual([
    '\u5927\u5c0f\uff1a\u3000\u3000       1',
    '\u9000\u51fa\u72b6\u6001\uff1a       2',
    'HTTP \u72b6\u6001\uff1a\u3000\u3000  3',
  ]);
});

/** Labels end with the colon of Chinese. */
function fullWidth(message: string, ...args: Parameters<typeof english>[1][]): string {
  return english(message === '{0}:' ? '{0}\uff1a' : message, ...args);
}
