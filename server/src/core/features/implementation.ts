import { triggeredUnit } from '../graph/activations.ts';
import { valueSource } from '../syntax/tree.ts';
import { tokenText } from '../values/words/word-list.ts';
import { type EffectiveUnit, filesOf, loadUnit, unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt, tokenAt } from './place.ts';
import type { Definition } from './references.ts';

/**
 * The files of what a socket, timer, path or automount starts: the one that is named at the offset, otherwise that of the file (LSP
 * textDocument/implementation). A unit that is named and starts nothing does the work itself: its own files.
 */
export function implementation(snapshot: Snapshot, file: UnitFile, offset: number): readonly Definition[] {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind === 'value' && place.entry) {
    const token = tokenAt(place.entry, place.offset);
    if (token?.kind === 'unit') {
      const named = loadUnit(snapshot, tokenText(token, place.node.value), file.path);
      const origin = valueSource(place.node, token.from, token.to);
      return named ? definitions(startedBy(snapshot, named, file) ?? named, origin) : [];
    }
  }
  const unit = unitOf(snapshot, file);
  const started = unit && startedBy(snapshot, unit, file);
  if (!started) return [];
  const origin = place.kind === 'header' ? place.header.content : { from: offset, to: offset };
  return definitions(started, origin);
}

function startedBy(snapshot: Snapshot, unit: EffectiveUnit, file: UnitFile): EffectiveUnit | undefined {
  const started = triggeredUnit(unit);
  return started && loadUnit(snapshot, started.unit, unit.fragment?.path ?? file.path);
}

function definitions(unit: EffectiveUnit, origin: Definition['origin']): readonly Definition[] {
  return filesOf(unit).map(({ path }) => ({ origin, target: { file: path, range: { from: 0, to: 0 } } }));
}
