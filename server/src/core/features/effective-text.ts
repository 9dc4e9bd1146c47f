import { assignmentRange } from '../findings/places.ts';
import type { Range } from '../text/range.ts';
import type { Entry } from '../workspace/analyse.ts';
import { items, resetGroup, unitOf } from '../workspace/effective-unit.ts';
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
  /** Where a later assignment makes this one void, or this one is empty and only makes earlier ones void. It stands in a comment then. */
  readonly replaced?: Replaced;
}

export interface Replaced {
  /** `overridden`: another one counts instead. `reset`: it emptied a list. */
  readonly how: 'overridden' | 'reset';
  /** The assignment that counts instead, or that emptied the list; undefined for a reset. */
  readonly by: Origin | undefined;
}

export interface Origin {
  readonly file: UnitFile;
  readonly range: Range;
}

/**
 * The unit that a file is part of, drop-ins merged: the assignments that are in force, each with the place it came from.
 *
 * @param withReplaced Also those that are not in force any more, as comments in the order of reading, and what replaced them.
 */
export function effectiveText(
  snapshot: Snapshot,
  file: UnitFile,
  { withReplaced = false }: { readonly withReplaced?: boolean } = {},
): EffectiveText | undefined {
  const unit = unitOf(snapshot, file);
  if (!unit) return undefined;
  const inForce = new Set<Entry>();
  for (const [section, keys] of keysBySection(unit.entries))
    for (const key of keys) for (const { entry } of items(unit, section, key)) inForce.add(entry);
  const replaced = withReplaced ? replacements(unit.entries) : [];
  const bySection = new Map<string, TextLine[]>();
  for (const [index, entry] of unit.entries.entries()) {
    const { section } = entry.directive;
    const lines = bySection.get(section) ?? [];
    bySection.set(section, lines);
    if (inForce.has(entry)) lines.push(lineOf(entry));
    else if (withReplaced) lines.push({ ...lineOf(entry, '# '), replaced: replaced[index]! });
  }
  const lines = [...bySection].flatMap(([section, entries], index) => [
    ...(index > 0 ? [{ text: '', directive: undefined, origin: undefined }] : []),
    { text: `[${section}]`, directive: undefined, origin: undefined },
    ...entries,
  ]);
  return { unit: unit.name.full, lines };
}

function lineOf(entry: Entry, before = ''): TextLine {
  return {
    text: `${before}${entry.node.key}=${entry.node.value}`,
    directive: entry.directive.key,
    origin: originOf(entry),
  };
}

function originOf({ file, node }: Entry): Origin {
  return { file, range: assignmentRange(node) };
}

/** What came of each assignment if it is not in force: the next one that empties or sets what it says. */
function replacements(entries: readonly Entry[]): readonly Replaced[] {
  const sets = new Map<Entry['directive'], number>();
  const resets = new Map<string, number>();
  const found: Replaced[] = [];
  for (let index = entries.length - 1; index >= 0; index--) {
    const { directive, parsed } = entries[index]!;
    const { outcome } = parsed;
    const group = resetGroup(directive);
    const by = Math.min(sets.get(directive) ?? entries.length, resets.get(group) ?? entries.length);
    const other = entries[by];
    found.push({
      how: outcome === 'reset' ? 'reset' : 'overridden',
      by: other && outcome !== 'reset' ? originOf(other) : undefined,
    });
    if (outcome === 'set') sets.set(directive, index);
    if (outcome === 'reset') resets.set(group, index);
  }
  return found.reverse();
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
