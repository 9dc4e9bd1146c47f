import { eastAsianWidth } from 'get-east-asian-width';

/** A line broken into several of at most so many columns: at spaces where there are some, otherwise anywhere. Wide characters take two. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const [word] of text.matchAll(/\s+|[^\s]+/g)) {
    const wide = columnsOf(word);
    if (width + wide <= columns) {
      line += word;
      width += wide;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    width = 0;
    if (word.trim() === '') continue;
    for (const char of word) {
      const one = columnsOf(char);
      if (width + one > columns) {
        lines.push(line);
        line = '';
        width = 0;
      }
      line += char;
      width += one;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + eastAsianWidth(char.codePointAt(0)!), 0);
}
