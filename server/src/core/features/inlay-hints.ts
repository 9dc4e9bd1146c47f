import { nodeAt } from '../syntax/node-at.ts';
import { valueSource } from '../syntax/tree.ts';
import { firstIndex } from '../text/first-index.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Hint, World } from '../values/grammar.ts';
import { grammarFor } from '../values/registry.ts';
import { knownExpansion } from '../values/specifiers/specifiers.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, serviceOf } from '../workspace/sockets.ts';
import { triggeredBy } from '../workspace/triggers.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** What an editor shows in a line that is not part of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: Message;
}

/** How much is shown: what the text does not say at all, or also what can be worked out from it. */
export type HintMode = 'off' | 'some' | 'all';

/**
 * What values of a stretch of a file come to, and what a socket, timer or path unit starts by its name (LSP textDocument/inlayHint).
 */
export function inlayHints(
  snapshot: Snapshot,
  file: UnitFile,
  stretch: Range,
  mode: HintMode,
  world: World,
): readonly InlayHint[] {
  if (mode === 'off') return [];
  const { entries } = analysisOf(file, snapshot.settings);
  const begin = nodeAt(file.tree, stretch.from)?.range.from ?? 0;
  const out: InlayHint[] = [...startHints(snapshot, file, stretch)];
  for (
    let i = firstIndex(entries.length, (index) => entries[index]!.node.range.from >= begin);
    i < entries.length;
    i++
  ) {
    const entry = entries[i]!;
    if (entry.node.range.from > stretch.to) break;
    for (const { at, label, level } of [...valueHints(entry, world), ...specifierHints(entry, world)]) {
      if (level === 'some' || mode === 'all') out.push({ offset: valueSource(entry.node, at, at).to, label });
    }
  }
  return out;
}

/** On the header of the section of a socket, timer or path unit: what it starts, where no line says that. */
function* startHints(snapshot: Snapshot, file: UnitFile, stretch: Range): Iterable<InlayHint> {
  const { type, kind } = file.kind;
  if (kind !== 'fragment' || (type !== 'socket' && type !== 'timer' && type !== 'path')) return;
  const header = file.tree.sections.find((section) => section.header && section.name.toLowerCase() === type)?.header;
  if (!header || header.content.to < stretch.from || header.content.to > stretch.to) return;
  const unit = unitOf(snapshot, file);
  if (!unit || unit.masked) return;
  const offset = header.content.to;
  if (type === 'socket' && accepts(unit)) {
    // VS Code cuts a hint after 43 characters.
    yield { offset, label: say`one per connection: ${serviceOf(unit)}` };
  } else {
    const { name, named } = triggeredBy(unit);
    if (!named) yield { offset, label: say`starts ${name}` };
  }
}

function valueHints({ at, node, parsed }: Entry, world: World): readonly Hint[] {
  if (parsed.outcome !== 'set' && parsed.outcome !== 'add') return [];
  return grammarFor(at.parser)?.hints?.(node.value, at, world) ?? [];
}

/** What specifiers stand for, where that is known. */
function* specifierHints({ at, node, parsed }: Entry, world: World): Iterable<Hint> {
  for (const token of parsed.tokens) {
    if (token.kind !== 'specifier' || node.value[token.to - 1] === '%') continue;
    const known = knownExpansion(node.value[token.to - 1]!, at, world);
    if (known) yield { at: token.to, label: say`${known}`, level: 'all' };
  }
}
