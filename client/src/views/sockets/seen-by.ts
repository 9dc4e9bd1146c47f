/**
 * The lines about the units that match some patterns.
 *
 * @param lines One for each unit, which begins with its name.
 * @param patterns Names, in which `*` stands for anything, as systemctl takes them.
 */
export function seenBy(lines: string, patterns: readonly string[]): string {
  const wanted = patterns.map((pattern) => {
    const star = pattern.indexOf('*');
    return star < 0 ? { whole: pattern } : { start: pattern.slice(0, star), end: pattern.slice(star + 1) };
  });
  const names = new Set(wanted.flatMap(({ whole }) => (whole === undefined ? [] : [whole])));
  const isWanted = (name: string) =>
    names.has(name) ||
    wanted.some(({ start, end }) => start !== undefined && name.startsWith(start) && name.endsWith(end));
  return lines
    .split('\n')
    .filter((line) => isWanted(line.trimStart().split(' ', 1)[0] ?? ''))
    .join('\n');
}
