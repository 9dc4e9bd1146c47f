/** What `man` wrote, without what only a terminal makes something of: bold by overstriking, colours, links. */
export function plainManual(output: string): string {
  return output
    .replaceAll(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '')
    .replaceAll(/\x1b\[[0-9;]*m/g, '')
    .replaceAll(/.\x08/g, '')
    .replaceAll('\r', '');
}

/** Whether a text is a page of the manual. Where a distribution left the pages out, its `man` says so and reports success. */
export function isManual(text: string): boolean {
  return /^NAME$/m.test(text);
}

/** The line, from 0, on which the manual begins to tell about a directive: where its name stands by itself, or in a list of names. */
export function lineOfDirective(text: string, directive: string): number | undefined {
  const lines = text.split('\n');
  const heading = new RegExp(`^ {2,10}(?:\\S+=,\\s+)*${directive}=(?:,.*|\\s*|\\S+)$`);
  const found = lines.findIndex((line) => heading.test(line));
  if (found >= 0) return found;
  const named = lines.findIndex((line) => line.includes(`${directive}=`));
  return named >= 0 ? named : undefined;
}
