/**
 * Where a text stops being Base64 (src/basic/hexdecoct.c, unbase64mem), undefined where it is all of it: blanks between the characters
 * are skipped, and padding has to be complete.
 */
export function findBase64Fault(text: string): number | undefined {
  const blocks: { at: number; value: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (BLANK.includes(c)) continue;
    const value = c === '=' ? PADDING : ALPHABET.indexOf(c);
    if (value < 0 && value !== PADDING) return at;
    blocks.push({ at, value });
  }
  for (let i = 0; i < blocks.length; i += 4) {
    const [a, b, c, d] = blocks.slice(i, i + 4);
    if (!a || !b || !c || !d) return text.length;
    if (a.value === PADDING) return a.at;
    if (b.value === PADDING) return b.at;
    if (c.value === PADDING && (d.value !== PADDING || (b.value & 15) !== 0)) return c.at;
    if (d.value === PADDING && c.value !== PADDING && (c.value & 3) !== 0) return c.at;
    if (d.value === PADDING && i + 4 < blocks.length) return blocks[i + 4]!.at;
  }
  return undefined;
}

const BLANK = ' \t\n\r';
const PADDING = -2;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
