import type { Parts } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt } from './place.ts';

/** The shape of the structured value that the offset is in, and the part it is in (LSP textDocument/signatureHelp). */
export function parameterHelp(snapshot: Snapshot, file: UnitFile, offset: number): Parts | undefined {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind !== 'value' || !place.entry) return undefined;
  return grammarFor(place.entry.at.parser)?.parts?.(place.node.value, place.offset, place.entry.at);
}
