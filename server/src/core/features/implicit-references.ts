import type { Location } from '../diagnostic.ts';
import { triggeredUnit } from '../graph/activations.ts';
import { triggersOf } from '../graph/start.ts';
import { templateOf, type UnitName, unitNameKind } from '../values/unit-name.ts';
import { loadUnit } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import type { Mention } from '../workspace/mentions.ts';
import { machineOf, mentioningNear } from '../workspace/neighbours.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { ownHeader } from './unit-item.ts';

/**
 * The units that refer to one by their own names: a socket, timer or path that starts the service of the same name, the service that such a
 * unit starts, the template of an instance, and the files of a template's instances. Each by the header of its own section.
 */
export function implicitReferences(snapshot: Snapshot, name: UnitName, near: UnitFile): readonly Location[] {
  const files = new Set<string>();
  const unit = loadUnit(snapshot, name.full, near.path);
  if (unit) {
    for (const trigger of triggersOf(snapshot, unit, near.path)) {
      const loaded = loadUnit(snapshot, trigger, near.path);
      if (loaded?.fragment && !triggeredUnit(loaded)?.item) files.add(loaded.fragment.path);
    }
    const started = triggeredUnit(unit);
    const service = started && !started.item ? findPath(snapshot, started.unit, near.path) : undefined;
    if (service !== undefined) files.add(service);
  }
  if (unitNameKind(name) === 'instance') {
    const template = findPath(snapshot, templateOf(name), near.path);
    if (template !== undefined) files.add(template);
  }
  if (unitNameKind(name) === 'template')
    for (const path of mentioningNear(snapshot, INSTANCES, name.full, near.path)) files.add(path);
  return [...files].flatMap((path) => {
    const file = snapshot.file(path);
    return file ? [{ file: path, range: ownHeader(file) }] : [];
  });
}

/** The template of a file that is named as an instance, with the machine that the file is meant for. */
const INSTANCES: Mention = {
  name: 'templates of instances',
  *words({ kind, path }, settings) {
    if (kind.kind !== 'fragment' || !kind.name || unitNameKind(kind.name) !== 'instance') return;
    yield `${machineOf(path, settings)} ${templateOf(kind.name)}`;
  },
};
