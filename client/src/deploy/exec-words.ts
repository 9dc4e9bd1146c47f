/**
 * Splits the value of Exec…= into words as systemd does (src/basic/extract-word.c with EXTRACT_UNQUOTE and
 * EXTRACT_CUNESCAPE): blanks separate, quotes join, backslashes escape. Only for trying a command out; what is wrong with
 * a line is for the checker to say.
 */
export function execWords(value: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < value.length; index++) {
    const char = value[index]!;
    if (char === '\\' && index + 1 < value.length) {
      const found = unescapeAt(value, index + 1);
      word = (word ?? '') + found.text;
      index += found.length;
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/[ \t\n\r]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function unescapeAt(value: string, at: number): { readonly text: string; readonly length: number } {
  const char = value[at]!;
  const simple = SIMPLE[char];
  if (simple !== undefined) return { text: simple, length: 1 };
  for (const [pattern, base] of NUMERIC) {
    const digits = pattern.exec(value.slice(at))?.[1];
    if (digits !== undefined)
      return { text: String.fromCodePoint(Number.parseInt(digits, base)), length: base === 8 ? 3 : digits.length + 1 };
  }
  // An escape that systemd does not know stays as it is written.
  return { text: `\\${char}`, length: 1 };
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  s: ' ',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

const NUMERIC: readonly (readonly [RegExp, number])[] = [
  [/^x([0-9a-fA-F]{2})/, 16],
  [/^u([0-9a-fA-F]{4})/, 16],
  [/^U(00[01][0-9a-fA-F]{5})/, 16],
  [/^([0-3][0-7]{2})/, 8],
];
