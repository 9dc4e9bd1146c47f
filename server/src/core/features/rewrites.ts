import { valueSource } from '../syntax/tree.ts';
import type { TextEdit } from '../text/edit.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { FALSE_WORDS, parseBoolean, TRUE_WORDS } from '../values/keywords/boolean.ts';
import { canonicalIPv6 } from '../values/network/ipv6-text.ts';
import { grammarFor } from '../values/registry.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import type { Settings } from '../workspace/settings.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The same in other words: what systemd reads stays as it is. */
export interface Rewrite {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** The other spellings of what stands in a stretch of a file: booleans, for the line and the whole file, and IPv6 addresses. */
export function rewritesAt(file: UnitFile, range: Range, settings: Settings): readonly Rewrite[] {
  const { entries } = analysisOf(file, settings);
  const here = entries.filter(({ node }) => node.content.from <= range.to && range.from <= node.content.to);
  const addresses = canonicalAddresses(here);
  const [only, ...more] = here;
  const booleans = only && more.length === 0 ? booleanRewrites(only, entries) : [];
  return addresses.length > 0
    ? [...booleans, { title: say`Write IPv6 addresses in their canonical form`, edits: addresses }]
    : booleans;
}

/** The pairs that people write. */
const PAIRS = [0, 1, 2, 3].map((index) => ({ yes: TRUE_WORDS[index]!, no: FALSE_WORDS[index]! }));

function booleanRewrites(entry: Entry, all: readonly Entry[]): readonly Rewrite[] {
  const { value } = entry.node;
  if (parseBoolean(value) === undefined) return [];
  const others = PAIRS.flatMap((pair) => {
    const edit = spelled(entry, pair);
    return edit ? [{ title: say`Write ${edit.newText} instead of ${value}`, edits: [edit] }] : [];
  });
  const own = PAIRS.find(({ yes, no }) => yes === value || no === value);
  const alike = own ? all.flatMap((one) => spelled(one, own) ?? []) : [];
  if (!own || others.length === 0 || alike.length === 0) return others;
  return [...others, { title: say`Write all booleans of the file as ${own.yes} and ${own.no}`, edits: alike }];
}

/** A boolean in another spelling; undefined for one that has it already, and where it is no boolean to systemd. */
function spelled({ node, at, parsed }: Entry, { yes, no }: { yes: string; no: string }): TextEdit | undefined {
  const truth = parseBoolean(node.value);
  const word = truth ? yes : no;
  const isWord = parsed.tokens.length === 1 && parsed.tokens[0]!.kind === 'keyword';
  if (truth === undefined || word === node.value || !isWord || parsed.problems.length > 0) return undefined;
  const other = grammarFor(at.parser)?.parse(word, at);
  const isSame =
    other?.problems.length === 0 && other.outcome === parsed.outcome && other.tokens[0]?.kind === 'keyword';
  return isSame ? { range: node.valueRange, newText: word } : undefined;
}

function canonicalAddresses(entries: readonly Entry[]): readonly TextEdit[] {
  return entries.flatMap(({ node, parsed }) =>
    parsed.tokens.flatMap((token) => {
      if (token.kind !== 'address') return [];
      const written = node.value.slice(token.from, token.to);
      return [...written.matchAll(/[0-9A-Fa-f:.]+/g)].flatMap(({ 0: text, index }) => {
        const wanted = canonicalIPv6(text);
        if (wanted === undefined || wanted === text) return [];
        const from = token.from + index;
        return [{ range: valueSource(node, from, from + text.length), newText: wanted }];
      });
    }),
  );
}
