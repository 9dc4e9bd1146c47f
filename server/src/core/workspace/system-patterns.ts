/** Patterns of the folders that hold one system each, taken apart: a file is asked about them at each look-up of a unit. */
export interface SystemPatterns {
  readonly names: readonly (readonly string[])[];
  /** What stands in the path of each file that one of them describes: most paths have none of it. */
  readonly hint: RegExp;
}

/** Takes patterns apart, once for the settings that have them. */
export function systemPatterns(patterns: readonly string[]): SystemPatterns {
  const names = patterns.map((pattern) => pattern.split('/').filter((name) => name !== '' && name !== '.'));
  const literal = names.filter((one) => one.length > 0).map((one) => one.find((name) => name !== '*') ?? '');
  const hints = literal.map((name) => `/${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`);
  // Of no pattern nothing need be asked.
  return { names, hint: new RegExp(hints.length === 0 ? '(?!)' : hints.join('|')) };
}
