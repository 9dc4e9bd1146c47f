/** A table as text: the heads of its columns, and rows of as many cells. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The table as comma-separated values (RFC 4180). What a spreadsheet would take for a formula has an apostrophe before it, since the texts
 * are those of files that anybody may have written.
 */
export function csvOf({ columns, rows }: TextTable): string {
  return [columns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** The table in Markdown (GitHub Flavored Markdown, tables). */
export function markdownOf({ columns, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |\n`;
  return [line(columns), `|${' --- |'.repeat(columns.length)}\n`, ...rows.map(line)].join('');
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function markdownCell(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
