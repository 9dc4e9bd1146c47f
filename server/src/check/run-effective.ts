import { effectiveText, type Origin } from '../core/features/effective-text.ts';
import { positionAt, systemdLines } from '../core/text/line-index.ts';
import { say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import type { EffectiveArguments } from './arguments.ts';
import { complaintsTo } from './complaints.ts';
import { findUnit } from './find-unit.ts';
import type { Scene } from './surroundings.ts';

/** `effective`: prints a unit with its drop-ins merged, each line with the file and line that it comes from. Gives the exit status. */
export function runEffective(given: EffectiveArguments, here: Scene): number {
  const complaints = complaintsTo(here);
  const found = findUnit(given, here, complaints.about);
  if (!found) return 2;
  const merged = effectiveText(found.snapshot, found.file);
  if (!merged || merged.unit !== found.unit.name.full) {
    complaints.about(say`${given.unit}: this is an instance. Name its template, or one of its drop-ins by the path.`);
    return 2;
  }
  const { lines, unit } = merged;
  const placed = lines.map(({ text, directive, origin }) => ({
    text,
    directive,
    place: origin && placeOf(origin, found.nameOf),
  }));
  if (given.format === 'json') {
    const assigned = placed.flatMap(({ text, directive, place }) =>
      directive !== undefined && place ? [{ text, directive, ...place }] : [],
    );
    here.print(`${JSON.stringify({ unit, lines: assigned }, undefined, 2)}\n`);
  } else {
    for (const { text, place } of placed) {
      here.print(place ? `# ${visible(place.file)}:${place.line}\n${visible(text)}\n` : `${visible(text)}\n`);
    }
  }
  return complaints.count > 0 ? 2 : 0;
}

/** File and line, counted as systemd counts them, from 1. */
export function placeOf({ file, range }: Origin, nameOf: (path: string) => string): { file: string; line: number } {
  return { file: nameOf(file.path), line: positionAt(systemdLines(file.text), range.from).line + 1 };
}
