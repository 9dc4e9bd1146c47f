import { ownSection } from '../catalogue/unit-type.ts';
import { addToSection } from '../findings/edits.ts';
import { append } from '../text/append.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import { grammarFor } from '../values/registry.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import { maskedDropIns } from '../workspace/drop-ins.ts';
import {
  type EffectiveUnit,
  filesOf,
  itemsOfKeys,
  lastAssignment,
  resetGroup,
  unitOf,
} from '../workspace/effective-unit.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A drop-in to be written: a new file, or one that is there with more lines. */
export interface NewDropIn {
  readonly unit: string;
  readonly path: string;
  /** The whole file. */
  readonly text: string;
  /** What changes in the file that is there; undefined for a new one. */
  readonly edits: readonly TextEdit[] | undefined;
}

/** A directive by its section and key. */
export interface DirectiveName {
  readonly section: string;
  readonly key: string;
}

/**
 * A drop-in of a file's unit that gives directives the values that they have already, to be edited then: the unit stays what it is. An
 * empty assignment stands before the values of a list that is appended to otherwise. It lies beside a fragment of the workspace. Installed
 * units are not written to: theirs lies in the workspace, in the folder that has drop-ins of the unit already or in the first one.
 *
 * @param folders The folders of the workspace.
 * @returns undefined for a file that belongs to no single unit, and where there is no folder to write to.
 */
export function dropInFor(
  snapshot: Snapshot,
  file: UnitFile,
  directives: readonly DirectiveName[],
  folders: readonly string[],
): NewDropIn | undefined {
  const unit = unitOf(snapshot, file);
  const parent = unit && parentFor(snapshot, unit, file, folders);
  if (!unit || parent === undefined) return undefined;
  const path = join(join(parent, `${unit.name.full}.d`), fileFor(snapshot, unit, parent, file));
  const present = snapshot.file(path);
  const sections = new Map<string, string[]>();
  for (const { section, lines } of blocks(unit, directives, path)) {
    const known = sections.get(section);
    if (known) append(known, lines);
    else sections.set(section, lines);
  }
  if (present) {
    const edits = [...sections].map(([section, lines]) => addToSection(present, section, lines.join('\n')));
    return { unit: unit.name.full, path, text: applyEdits(present.text, edits), edits };
  }
  if (sections.size === 0) sections.set(ownSection(unit.type), []);
  const text = [...sections].map(([section, lines]) => [`[${section}]`, ...lines, ''].join('\n')).join('\n');
  return { unit: unit.name.full, path, text, edits: undefined };
}

/** The name that `systemctl edit` gives to a drop-in. */
const FILE = 'override.conf';

/**
 * The name of the file to write. One that masks drop-ins is passed over, as is a link: what is written to it would go where it leads, which is
 * nowhere or to other units. An empty file in the very folder is filled, and goes on hiding what it hides.
 */
function fileFor(snapshot: Snapshot, unit: EffectiveUnit, parent: string, { path }: UnitFile): string {
  const masked = maskedDropIns(snapshot, unit.name, unit.fragment?.path ?? join(parent, unit.name.full), path);
  for (let number = 1; ; number++) {
    // They sort one behind the other.
    const name = number === 1 ? FILE : FILE.replace('.', `${number}.`);
    const present = snapshot.file(join(join(parent, `${unit.name.full}.d`), name));
    if (present ? present.link === undefined : !masked.has(name)) return name;
  }
}

/** The directives of a file that stand in a stretch of it, each once. */
export function directivesIn(snapshot: Snapshot, file: UnitFile, { from, to }: Range): readonly DirectiveName[] {
  const found = new Map<string, DirectiveName>();
  for (const { node, directive } of analysisOf(file, snapshot.settings).entries) {
    if (node.content.from > to || node.content.to < from) continue;
    const { section, key } = directive;
    found.set(`${section} ${key}`, { section, key });
  }
  return [...found.values()];
}

function parentFor(
  snapshot: Snapshot,
  unit: EffectiveUnit,
  file: UnitFile,
  folders: readonly string[],
): string | undefined {
  const isInside = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
  const home = unit.fragment?.path ?? folderOf(file.path);
  if (isInside(home)) return folderOf(home);
  const present = snapshot.parentsOf(`${unit.name.full}.d`).filter((parent) => isInside(join(parent, FILE)));
  return [...present].sort()[0] ?? folders[0];
}

/** The lines to write, block by block. */
function* blocks(
  unit: EffectiveUnit,
  directives: readonly DirectiveName[],
  path: string,
): Iterable<{ readonly section: string; readonly lines: string[] }> {
  const written = new Set<string>();
  for (const { section, key } of directives) {
    const entry = lastAssignment(unit, section, [key]);
    if (!entry || written.has(resetGroup(entry.directive))) continue;
    written.add(resetGroup(entry.directive));
    const inForce = entriesInForce(unit, entry, path);
    const resets = entry.parsed.outcome === 'add' && isEmptiedByNothing(entry);
    const lines = inForce.map(({ node }) => `${node.key}=${node.value}`);
    yield { section, lines: resets ? [`${key}=`, ...lines] : lines };
  }
}

/** The assignments that count before a drop-in is read; what comes behind it adds to it as it does now. */
function entriesInForce(unit: EffectiveUnit, entry: Entry, path: string): readonly Entry[] {
  const { section } = entry.directive;
  const group = resetGroup(entry.directive);
  const keys = [...(unit.index.get(section)?.keys() ?? [])];
  const alike = keys.filter((key) => {
    const directive = unit.index.get(section)?.get(key)?.entries[0]?.entry.directive;
    return directive?.key === key && resetGroup(directive) === group;
  });
  const before = new Set(
    filesOf(unit).filter((file) => file === unit.fragment || baseName(file.path) <= baseName(path)),
  );
  const found = itemsOfKeys(unit, section, alike).map((item) => item.entry);
  const counting = [...new Set(found)].filter(({ file }) => before.has(file));
  return counting.length > 0 ? counting : [entry];
}

/** Whether systemd empties the list at an empty value. */
function isEmptiedByNothing({ at }: Entry): boolean {
  return grammarFor(at.parser)?.parse('', at).outcome === 'reset';
}
