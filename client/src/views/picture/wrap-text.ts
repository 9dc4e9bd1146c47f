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
  return Array.from(text).reduce(
    (sum, char) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(char) ? 2 : 1),
    0,
  );
}
