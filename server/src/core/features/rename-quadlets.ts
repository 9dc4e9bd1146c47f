import type { FileChange } from '../diagnostic.ts';
import { valueSource } from '../syntax/tree.ts';
import type { TextEdit } from '../text/edit.ts';
import { analysisOf } from '../workspace/analyse.ts';
import { isQuadlet, unitMadeOf } from '../workspace/makers.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import { unlessUnread } from '../workspace/reading-error.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { mayShareSystem } from '../workspace/systems.ts';
import { type UnitFile, unitFile } from '../workspace/unit-file.ts';
import { entryEdits, mayName } from './rename-references.ts';
import { pathAfter, type RenamedUnits } from './rename-units.ts';

/**
 * The edits in the files that Quadlet reads, once units are renamed. It copies the sections of systemd into the service that it makes (man
 * podman-systemd.unit), so that these name units as that service does; and its own sections name other files that it reads.
 *
 * @param isOurs Whether a file may be edited.
 */
export function quadletEdits(
  snapshot: Snapshot,
  units: RenamedUnits,
  isOurs: (path: string) => boolean,
): readonly (FileChange & { kind: 'edit' })[] {
  const out: (FileChange & { kind: 'edit' })[] = [];
  for (const [path, text] of snapshot.quadlets()) {
    if (!isOurs(path)) continue;
    const made = unitMadeOf(path, text);
    // What it is named after does not matter for the sections that Quadlet reads.
    const service = unitFile(join(folderOf(path), made ?? 'quadlet.service'), text);
    if (!service) continue;
    const edits = [...nameEdits(snapshot, units, service, path), ...fileEdits(snapshot, units, service, path)];
    if (edits.length > 0) out.push({ kind: 'edit', file: path, edits });
  }
  return out;
}

/** The names of units, as in any unit. */
function nameEdits(snapshot: Snapshot, units: RenamedUnits, service: UnitFile, path: string): readonly TextEdit[] {
  const own = units.byPath.get(path)?.to;
  if (!own && !mayName(service, units)) return [];
  const entries = unlessUnread(() => analysisOf(service, snapshot.settings).entries) ?? [];
  return entries.flatMap((entry) => entryEdits(snapshot, units, entry, own));
}

/** The names of other files that Quadlet reads. */
function* fileEdits(snapshot: Snapshot, units: RenamedUnits, service: UnitFile, path: string): Iterable<TextEdit> {
  const renamed = new Map<string, string>();
  for (const unit of units.byPath.values()) {
    if (isQuadlet(unit.path) && mayShareSystem(unit.path, path, snapshot.settings)) {
      renamed.set(baseName(unit.path), baseName(pathAfter(unit)));
    }
  }
  if (![...renamed.keys()].some((name) => service.text.includes(name))) return;
  let section = '';
  for (const node of unlessUnread(() => service.tree.nodes) ?? []) {
    if (node.kind === 'header') section = node.name;
    if (node.kind !== 'assignment' || !(section === 'Unit' ? DEPENDING : NAMING).has(node.key)) continue;
    for (const { 0: name, index } of node.value.matchAll(FILE_NAME)) {
      const to = renamed.get(name);
      if (to !== undefined) yield { range: valueSource(node, index, index + name.length), newText: to };
    }
  }
}

/** The keys of [Unit] whose names of files Quadlet replaces by the services that it makes of them. */
const DEPENDING: ReadonlySet<string> = new Set([
  'After',
  'Before',
  'BindsTo',
  'Conflicts',
  'PartOf',
  'Requires',
  'Requisite',
  'Upholds',
  'Wants',
]);
/** The keys of its own sections in which Quadlet reads names of files: `Volume=data.volume:/data`, `Mount=type=volume,source=data.volume`. */
const NAMING: ReadonlySet<string> = new Set(['Pod', 'Network', 'Volume', 'Image', 'Mount']);
const FILE_NAME = /(?<=^|[\s,=])[^\s,:=/]+(?=$|[\s,:])/g;
