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

/**
 * Rows of something and what there is to say about it, one above the other. On a terminal what is said keeps to its column, below the first
 * where that is too long; elsewhere each row is one line, for programs that read lines.
 *
 * @param terminal How many columns the terminal has; undefined where the text goes elsewhere.
 */
export function inTwoColumns(rows: readonly (readonly [first: string, second: string])[], terminal?: number): string[] {
  const most = terminal === undefined ? MOST_FIRST : Math.min(MOST_FIRST, Math.floor(terminal / 2));
  const width = Math.min(most, widest(rows.map(([first]) => first)));
  const begin = INDENT.length + width + GAP.length;
  return rows.flatMap(([first, second]) => {
    const line = `${INDENT}${filled(first, width)}${GAP}`;
    if (terminal === undefined || terminal - begin < LEAST_SECOND) return [`${line}${second}`];
    const [head = '', ...rest] = wrapped(second, terminal - begin);
    const more = rest.map((one) => `${' '.repeat(begin)}${one}`);
    return columnsOf(first) <= width
      ? [`${line}${head}`, ...more]
      : [`${INDENT}${first}`, `${' '.repeat(begin)}${head}`, ...more];
  });
}

const [INDENT, GAP] = ['  ', '  '];
const [MOST_FIRST, LEAST_SECOND] = [44, 16];

/** Lines of at most so many columns, broken at blanks and beside Chinese characters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(BREAK)) {
    if (line !== '' && columnsOf(line + piece) > width) {
      lines.push(line);
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line];
}

/** Where a line may end: before a blank and beside Chinese characters, but for full-width punctuation, which stays with its word. */
const BREAK =
  /(?= )|(?<=[\p{Script=Han}，。；：？！、”）])(?![ ，。；：？！、”）])|(?<![ “（])(?=[\p{Script=Han}“（])/u;
