import { expect, it } from 'vitest';
import { wrapText } from './wrap-text.ts';

it.each<[string, number, string[]]>([
  ['', 5, ['']],
  ['one two three', 7, ['one two', 'three']],
  ['/usr/bin/very-long', 6, ['/usr/b', 'in/ver', 'y-long']],
  ['a /usr/bin/long', 8, ['a', '/usr/bin', '/long']],
  ['  indented', 20, ['  indented']],
  ['\u7b49\u5f85\u8fde\u63a5', 4, ['\u7b49\u5f85', '\u8fde\u63a5']],
])('%j in %i columns', (text, columns, lines) => {
  expect(wrapText(text, columns)).toEqual(lines);
});
