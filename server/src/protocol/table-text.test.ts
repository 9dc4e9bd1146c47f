import { expect, test } from 'vitest';
import { csvOf, markdownOf } from './table-text.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@abstract', "'@abstract"],
  ['-x,y', `"'-x,y"`],
])('%j in comma-separated values', (text, expected) => {
  expect(csvOf({ columns: ['head'], rows: [[text]] })).toBe(`head\r\n${expected}\r\n`);
});

test.each([
  ['plain', 'plain'],
  ['a|b', 'a\\|b'],
  ['<img src=x>', '\\<img src=x\\>'],
  ['[a](b)', '\\[a\\]\\(b\\)'],
  ['two\nlines', 'two lines'],
])('%j in Markdown', (text, expected) => {
  expect(markdownOf({ columns: ['a', 'b'], rows: [[text, '']] })).toBe(
    `| a | b |\n| --- | --- |\n| ${expected} |  |\n`,
  );
});
