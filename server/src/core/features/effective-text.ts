import { assignmentRange } from '../findings/places.ts';
import type { Range } from '../text/range.ts';
import type { Entry } from '../workspace/analyse.ts';
import { items, unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A unit written out as systemd holds it. */
export interface EffectiveText {
  readonly unit: string;
  readonly lines: readonly TextLine[];
}

export interface TextLine {
  readonly text: string;
  /** The directive that the line assigns; undefined for section headers and blank lines. */
  readonly directive: string | undefined;
  readonly origin: Origin | undefined;
}

export interface Origin {
  readonly file: UnitFile;
  readonly range: Range;
}

/** The unit that a file is part of, drop-ins merged: only the assignments that are in force, each with the place it came from. */
export function effectiveText(snapshot: Snapshot, file: UnitFile): EffectiveText | undefined {
  const unit = unitOf(snapshot, file);
  if (!unit) return undefined;
  const bySection = new Map<string, Set<Entry>>();
  for (const [section, keys] of keysBySection(unit.entries)) {
    const inForce = [...keys].flatMap((key) => items(unit, section, key).map((item) => item.entry));
    bySection.set(section, new Set(inForce));
  }
  const order = new Map(unit.entries.map((entry, index) => [entry, index]));
  const lines = [...bySection].flatMap(([section, entries], index) => [
    ...(index > 0 ? [{ text: '', directive: undefined, origin: undefined }] : []),
    { text: `[${section}]`, directive: undefined, origin: undefined },
    ...[...entries]
      .sort((a, b) => order.get(a)! - order.get(b)!)
      .map((entry) => ({
        text: `${entry.node.key}=${entry.node.value}`,
        directive: entry.directive.key,
        origin: { file: entry.file, range: assignmentRange(entry.node) },
      })),
  ]);
  return { unit: unit.name.full, lines };
}

/** The directives that are assigned, each once. */
function keysBySection(entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { directive } of entries) {
    const keys = found.get(directive.section);
    if (keys) keys.add(directive.key);
    else found.set(directive.section, new Set([directive.key]));
  }
  return found;
}
