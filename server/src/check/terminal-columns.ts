import { eastAsianWidth } from 'get-east-asian-width';

/** How many columns of a terminal a text takes. */
export function columnsOf(shown: string): number {
  let columns = 0;
  for (const char of shown) columns += /\p{Mark}/u.test(char) ? 0 : eastAsianWidth(char.codePointAt(0)!);
  return columns;
}

/** A text filled up with spaces to as many columns. */
export function filled(shown: string, columns: number): string {
  return shown + ' '.repeat(Math.max(0, columns - columnsOf(shown)));
}

/** How many columns the widest of some texts takes. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, columnsOf(text)), 0);
}
