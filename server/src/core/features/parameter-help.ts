import { directive } from '../catalogue/catalogue.ts';
import type { Parts } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { contextFor } from '../workspace/value-context.ts';
import { placeAt, typedSoFar } from './place.ts';

/** The shape of the structured value that the offset is in, and the part it is in (LSP textDocument/signatureHelp). */
export function parameterHelp(snapshot: Snapshot, file: UnitFile, offset: number): Parts | undefined {
  const { settings } = snapshot;
  const place = placeAt(file, offset, settings);
  if (place.kind !== 'value') return undefined;
  const found = directive(place.section, place.node.key, settings.version);
  if (!found) return undefined;
  const typed = typedSoFar(place);
  return grammarFor(found.parser)?.parts?.(typed.value, typed.offset, contextFor(file, settings)(found));
}
