import { analysisOf } from './analyse.ts';
import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * Makes a function that gives the values of some directives in a file. They are searched for in its text, so that hundreds of files need
 * not be parsed; only where a value goes on in another line or has specifiers is the file judged, and the items of the directives are
 * given. Some of what is found may not be in force, where a line is in the wrong section or overridden.
 */
export function writtenValues(keys: readonly string[]): (file: UnitFile, settings: Settings) => readonly string[] {
  const assignments = new RegExp(`^[ \\t]*(?:${keys.join('|')})[ \\t]*=[ \\t]*(.*)$`, 'gm');
  const known: ReadonlySet<string> = new Set(keys);
  return (file, settings) => {
    if (!keys.some((key) => file.text.includes(key))) return [];
    const values = Array.from(file.text.matchAll(assignments), (match) => match[1]!.trimEnd());
    if (!values.some((value) => value.includes('%') || value.endsWith('\\'))) return values;
    return analysisOf(file, settings).entries.flatMap(({ directive, parsed }) =>
      known.has(directive.key) ? parsed.items : [],
    );
  };
}
