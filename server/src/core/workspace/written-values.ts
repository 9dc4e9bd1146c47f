import { analysisOf } from './analyse.ts';
import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * Makes a function that gives the values of some directives in a file. They are searched for in its text, so that hundreds of files need
 * not be parsed; only where a value goes on in another line or has specifiers is the file judged, and the items of the directives are
 * given. Some of what is found may not be in force, where a line is in the wrong section or overridden.
 */
export function writtenValues(keys: readonly string[]): (file: UnitFile, settings: Settings) => readonly string[] {
  const written = writtenAssignments(keys);
  return (file, settings) => written(file, settings).map(({ value }) => value);
}

/** The same, each value with its directive. */
export function writtenAssignments(
  keys: readonly string[],
): (file: UnitFile, settings: Settings) => readonly WrittenAssignment[] {
  const assignments = new RegExp(`^[ \\t]*(${keys.join('|')})[ \\t]*=[ \\t]*(.*)$`, 'gm');
  const known: ReadonlySet<string> = new Set(keys);
  return (file, settings) => {
    if (!keys.some((key) => file.text.includes(key))) return [];
    const found = Array.from(file.text.matchAll(assignments), (match) => ({
      key: match[1]!,
      value: match[2]!.trimEnd(),
    }));
    if (!found.some(({ value }) => value.includes('%') || value.endsWith('\\'))) return found;
    return analysisOf(file, settings).entries.flatMap(({ directive: { key }, parsed }) =>
      known.has(key) ? parsed.items.map((value) => ({ key, value })) : [],
    );
  };
}

interface WrittenAssignment {
  readonly key: string;
  readonly value: string;
}
