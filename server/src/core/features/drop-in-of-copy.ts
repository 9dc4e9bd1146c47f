import { append } from '../text/append.ts';
import { grammarFor } from '../values/registry.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import { maskedDropIns } from '../workspace/drop-ins.ts';
import { isTrigger, resetGroup, unitOf } from '../workspace/effective-unit.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { type UnitFile, unitFile } from '../workspace/unit-file.ts';

/** What a copy of a packaged unit changes, as a drop-in. */
export interface DropInOfCopy {
  readonly unit: string;
  readonly path: string;
  /** The whole file; empty where the copy changes nothing that a drop-in can. */
  readonly text: string;
  /** The lines of the packaged unit that the copy has not, and that no drop-in takes away: `After=network.target`. */
  readonly kept: readonly string[];
}

/**
 * The drop-in that makes of a packaged unit what a copy of it has become: the lines that differ, behind an empty assignment where systemd
 * would append. It lies beside the copy, and sorts before the unit's other drop-ins, so that these still override it.
 *
 * @param packaged The text of the packaged unit.
 * @returns undefined where the file is no fragment of a unit, or no name for the drop-in is left.
 */
export function dropInOfCopy(snapshot: Snapshot, file: UnitFile, packaged: string): DropInOfCopy | undefined {
  const unit = unitOf(snapshot, file);
  const before = unitFile(file.path, packaged);
  if (!unit || !before || file.kind.kind !== 'fragment') return undefined;
  const folder = join(folderOf(file.path), `${unit.name.full}.d`);
  // systemd applies them in the order of their names, whichever folders they are in.
  const present = unit.dropIns.map(({ path }) => baseName(path));
  const taken = maskedDropIns(snapshot, unit.name, file.path, file.path);
  const name = NAMES.find((one) => !taken.has(one) && present.every((other) => one < other));
  if (name === undefined) return undefined;
  const { sections, kept } = difference(settingsOf(before, snapshot.settings), settingsOf(file, snapshot.settings));
  const text = [...sections].map(([section, lines]) => [`[${section}]`, ...lines, ''].join('\n')).join('\n');
  return { unit: unit.name.full, path: join(folder, name), text, kept };
}

/** The name that `systemctl edit` gives to a drop-in, and one that sorts before it. A file that masks drop-ins is not written to. */
const NAMES = ['override.conf', '00-override.conf'];

/** The assignments in force in a file, by what an empty assignment resets together. */
type Settled = ReadonlyMap<string, readonly Entry[]>;

function settingsOf(file: UnitFile, settings: Settings): Settled {
  const found = new Map<string, Entry[]>();
  for (const entry of analysisOf(file, settings).entries) {
    const { outcome } = entry.parsed;
    const group = resetGroup(entry.directive);
    const known = found.get(group) ?? [];
    // The first unit to trigger stays.
    if (outcome === 'dropped' || (isTrigger(entry) && known.length > 0)) continue;
    if (outcome === 'add') known.push(entry);
    else known.splice(0, known.length, ...(outcome === 'set' ? [entry] : []));
    found.set(group, known);
  }
  return found;
}

function difference(
  packaged: Settled,
  copy: Settled,
): { readonly sections: ReadonlyMap<string, readonly string[]>; readonly kept: readonly string[] } {
  const sections = new Map<string, string[]>();
  const kept: string[] = [];
  for (const group of new Set([...copy.keys(), ...packaged.keys()])) {
    const [before, after] = [packaged.get(group) ?? [], copy.get(group) ?? []];
    const [any] = [...after, ...before];
    if (any === undefined) continue;
    const change = changeOf(before, after, any);
    append(kept, change.kept);
    if (change.lines.length === 0) continue;
    const { section } = any.directive;
    const known = sections.get(section);
    if (known) append(known, change.lines);
    else sections.set(section, [...change.lines]);
  }
  return { sections, kept };
}

interface Change {
  /** What a drop-in says. */
  readonly lines: readonly string[];
  /** What it cannot take away. */
  readonly kept: readonly string[];
}

function changeOf(before: readonly Entry[], after: readonly Entry[], any: Entry): Change {
  const [old, wanted] = [before.map(lineOf), after.map(lineOf)];
  if (old.every((line, index) => line === wanted[index])) {
    const more = wanted.slice(old.length);
    if (more.length === 0 || after[0]?.parsed.outcome === 'add' || old.length === 0) return { lines: more, kept: [] };
  }
  if (isTrigger(any) && before.length > 0) return { lines: [], kept: old };
  if (after[0]?.parsed.outcome === 'set') return { lines: wanted, kept: [] };
  if (grammarFor(any.at.parser)?.parse('', any.at).outcome === 'reset') {
    return { lines: [`${any.node.key}=`, ...wanted], kept: [] };
  }
  // Dependencies are of this kind: they can be added to, and nothing takes them away.
  const [had, has] = [new Set(before.flatMap(itemsOf)), new Set(after.flatMap(itemsOf))];
  return {
    lines: after.filter((entry) => itemsOf(entry).some((item) => !had.has(item))).map(lineOf),
    kept: before.flatMap((entry) => {
      const lost = entry.parsed.items.filter((item) => !has.has(`${entry.node.key}=${item}`));
      if (lost.length === entry.parsed.items.length) return [lineOf(entry)];
      return lost.length === 0 ? [] : [`${entry.node.key}=${lost.join(' ')}`];
    }),
  };
}

function lineOf({ node }: Entry): string {
  return `${node.key}=${node.value}`;
}

function itemsOf({ node, parsed }: Entry): readonly string[] {
  return parsed.items.map((item) => `${node.key}=${item}`);
}
