import { assignmentRange } from '../core/findings/places.ts';
import { unitGraph } from '../core/graph/unit-graph.ts';
import type { GraphArguments } from './arguments.ts';
import { complaintsTo } from './complaints.ts';
import { findUnit } from './find-unit.ts';
import { placeOf } from './run-effective.ts';
import type { Scene } from './surroundings.ts';

/** `graph`: prints what starts a unit, and what it depends on. Gives the exit status. */
export function runGraph(given: GraphArguments, here: Scene): number {
  const complaints = complaintsTo(here);
  const found = findUnit(given, here, complaints.about);
  if (!found) return 2;
  const { near, nameOf, snapshot, unit } = found;
  const text = given.print(
    unitGraph(snapshot, unit, near),
    ({ source }) => {
      if (source === undefined) return undefined;
      const { file, line } = placeOf({ file: source.entry.file, range: assignmentRange(source.entry.node) }, nameOf);
      return `${file}:${line}`;
    },
    here.language,
  );
  here.print(text);
  return complaints.count > 0 ? 2 : 0;
}
