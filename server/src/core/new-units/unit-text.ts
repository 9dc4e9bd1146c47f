/** A section of a new unit: its header, its lines without the empty ones, and a blank line. */
export function section(name: string, ...lines: readonly string[]): string {
  return `[${name}]\n${lines.map((line) => `${line}\n`).join('')}\n`;
}

/** The text of a new unit. */
export function unitText(...sections: readonly string[]): string {
  return `${sections.join('').trimEnd()}\n`;
}
