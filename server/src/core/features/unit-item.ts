import type { UnitType } from '../catalogue/unit-type.ts';
import type { Range } from '../text/range.ts';
import { tokenText } from '../values/words/word-list.ts';
import { type EffectiveUnit, loadUnit, unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { writtenDescription } from '../workspace/written-description.ts';
import { placeAt, tokenAt } from './place.ts';

/** A unit as a hierarchy shows it. An instance stands for itself, in the file of its template. */
export interface UnitItem {
  readonly name: string;
  readonly type: UnitType;
  readonly detail: string | undefined;
  readonly file: UnitFile;
  /** The header of its own section, or the beginning of the file. */
  readonly selection: Range;
}

/** The unit that is named at an offset, otherwise that of the file: where a hierarchy begins. */
export function unitItemAt(snapshot: Snapshot, file: UnitFile, offset: number): UnitItem | undefined {
  const place = placeAt(file, offset, snapshot.settings);
  const token = place.kind === 'value' && place.entry ? tokenAt(place.entry, place.offset) : undefined;
  if (place.kind === 'value' && token?.kind === 'unit')
    return unitItem(loadUnit(snapshot, tokenText(token, place.node.value), file.path));
  return unitItem(unitOf(snapshot, file));
}

/** The unit of a name, as the file at a path sees it. */
export function unitItemOf(snapshot: Snapshot, name: string, near: string): UnitItem | undefined {
  return unitItem(loadUnit(snapshot, name, near));
}

/** The unit of an item that was handed out before. The file may have been taken away since. */
export function unitOfItem(snapshot: Snapshot, file: UnitFile, name: string | undefined): EffectiveUnit | undefined {
  return (name === undefined ? undefined : loadUnit(snapshot, name, file.path)) ?? unitOf(snapshot, file);
}

/** A unit whose fragment is known. */
export function unitItem(unit: EffectiveUnit | undefined): UnitItem | undefined {
  const file = unit?.fragment;
  if (!unit || !file) return undefined;
  return {
    name: unit.name.full,
    type: unit.type,
    detail: writtenDescription(file),
    file,
    selection: ownHeader(file),
  };
}

/** The header of the section that is named after a file's type, or the beginning of the file. */
export function ownHeader(file: UnitFile): Range {
  const own = file.tree.sections.find((one) => one.header && one.name.toLowerCase() === file.kind.type)?.header;
  return own?.content ?? { from: 0, to: 0 };
}
