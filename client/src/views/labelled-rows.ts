import { eastAsianWidth } from 'get-east-asian-width';
import type { Translate } from '../l10n.ts';

/**
 * Rows of a label and a value, the values in one column whatever the font: wide characters (those of Chinese) take as much room as each
 * other but not always twice as much as a Latin letter, so each kind is filled up with a space of its own width.
 * Rows without a value are left out.
 */
export function labelledRows(rows: readonly (readonly [string, string])[], t: Translate): string[] {
  const filled = rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label: t('{0}:', label), value, ...widths(label) }));
  const most = (of: 'wide' | 'narrow') => filled.reduce((width, row) => Math.max(width, row[of]), 0);
  const [wide, narrow] = [most('wide'), most('narrow')];
  return filled.map((row) => {
    const filling = `${WIDE_SPACE.repeat(wide - row.wide)}${' '.repeat(narrow - row.narrow)}`;
    return `${row.label}${filling}  ${row.value}`;
  });
}

/** IDEOGRAPHIC SPACE, as wide as a Chinese character. */
const WIDE_SPACE = '\u3000';

/** How many characters of each width a text has (Unicode's East Asian Width). */
function widths(text: string): { readonly wide: number; readonly narrow: number } {
  const chars = Array.from(text);
  const wide = chars.filter((char) => eastAsianWidth(char.codePointAt(0)!) === 2).length;
  return { wide, narrow: chars.length - wide };
}
