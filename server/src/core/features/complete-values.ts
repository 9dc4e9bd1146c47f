import { directive } from '../catalogue/catalogue.ts';
import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { plainSnippet } from '../text/snippet.ts';
import type { Offer, World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { freePort } from '../workspace/address-book.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { contextFor } from '../workspace/value-context.ts';
import { type Completion, sortText } from './completion-entry.ts';
import { type Place, typedSoFar } from './place.ts';
import { withVariables } from './unit-variables.ts';

/** What a directive's grammar offers at the place. */
export function valueCompletions(
  snapshot: Snapshot,
  file: UnitFile,
  place: Place & { kind: 'value' },
  world: World,
): readonly Completion[] {
  const { node, section, source } = place;
  const found = directive(section, node.key, snapshot.settings.version);
  if (!found) return [];
  const grammar = grammarFor(found.parser);
  if (!grammar?.complete) return [];
  const at = contextFor(file, snapshot.settings)(found);
  const { value, offset } = typedSoFar(place);
  const known: World = { ...withVariables(world, snapshot, file), freePort: () => freePort(snapshot, file.path) };
  return grammar.complete(value, offset, at, known).flatMap((offer) => {
    const range =
      node.value === '' ? { from: source, to: source } : valueSource(node, offer.from, Math.max(offer.from, offer.to));
    return isOnOneLine(file, range) ? [toCompletion(offer, range)] : [];
  });
}

function toCompletion(offer: Offer, range: Range): Completion {
  const { label, kind, insert, snippet = false } = offer;
  return {
    label,
    kind,
    range,
    insert,
    snippet,
    detail: offer.detail,
    documentation: offer.documentation,
    sort: sortText(offer.rank ?? 5, label),
    more: offer.continues ?? BEGINS_MORE.test(snippet ? plainSnippet(insert) : insert),
  };
}

/** A directory, a word before a colon and a name before an equals sign are usually incomplete. */
const BEGINS_MORE = /[/:=]$/;

/** LSP allows completion edits on one line only, so continued values are not replaced. */
function isOnOneLine(file: UnitFile, { from, to }: Range): boolean {
  return !/[\r\n]/.test(file.text.slice(from, to));
}
