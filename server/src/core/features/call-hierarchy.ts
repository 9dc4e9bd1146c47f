import { assignmentRange } from '../findings/places.ts';
import { type Activation, activatedBy, activates } from '../graph/activations.ts';
import type { Range } from '../text/range.ts';
import { loadUnit } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { ownHeader, type UnitItem, unitItemOf, unitOfItem } from './unit-item.ts';

/** A unit at the other end of an activation, and the places in the file of the unit that starts the other one. */
export interface UnitCall {
  readonly item: UnitItem;
  /** In the file of the unit that starts: the line that says so, or the header of its own section. */
  readonly places: readonly Range[];
}

/** The units that start one (LSP callHierarchy/incomingCalls). Those without a file here are left out. */
export function incomingCalls(snapshot: Snapshot, file: UnitFile, name: string | undefined): readonly UnitCall[] {
  const unit = unitOfItem(snapshot, file, name);
  return unit ? calls(snapshot, activatedBy(snapshot, unit, file.path), file, undefined) : [];
}

/** The units that one starts (LSP callHierarchy/outgoingCalls). */
export function outgoingCalls(snapshot: Snapshot, file: UnitFile, name: string | undefined): readonly UnitCall[] {
  const unit = unitOfItem(snapshot, file, name);
  return unit ? calls(snapshot, activates(snapshot, unit, file.path), file, unit.fragment ?? file) : [];
}

/** @param starter The file of the unit that starts all of them; where it is undefined each of them starts the one that was asked about. */
function calls(
  snapshot: Snapshot,
  activations: readonly Activation[],
  near: UnitFile,
  starter: UnitFile | undefined,
): readonly UnitCall[] {
  const byUnit = new Map<string, { item: UnitItem; places: Range[] }>();
  for (const { unit, item } of activations) {
    const other = byUnit.get(unit)?.item ?? known(snapshot, unit, near);
    if (!other) continue;
    const file = starter ?? other.file;
    const place = item?.entry.file === file ? assignmentRange(item.entry.node) : ownHeader(file);
    const call = byUnit.get(unit);
    if (call) call.places.push(place);
    else byUnit.set(unit, { item: other, places: [place] });
  }
  return [...byUnit.values()];
}

function known(snapshot: Snapshot, name: string, near: UnitFile): UnitItem | undefined {
  return loadUnit(snapshot, name, near.path)?.masked ? undefined : unitItemOf(snapshot, name, near.path);
}
