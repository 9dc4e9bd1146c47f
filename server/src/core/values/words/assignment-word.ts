import { WHITESPACE } from './words.ts';

/** Whether an offset of a list of assignments is behind the `=` of its word; quotes keep white space in the word. */
export function isBehindEquals(value: string, offset: number): boolean {
  let quote = '';
  let behind = false;
  for (const c of value.slice(0, offset)) {
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (WHITESPACE.includes(c)) behind = false;
    if (c === '=') behind = true;
  }
  return behind;
}
