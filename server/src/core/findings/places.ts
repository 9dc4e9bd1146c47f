import type { Related } from '../diagnostic.ts';
import { type Assignment, valueSource } from '../syntax/tree.ts';
import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Token } from '../values/grammar.ts';
import type { Entry } from '../workspace/analyse.ts';
import type { EffectiveUnit, Item } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A place that a finding points at. */
export interface Place {
  readonly file: UnitFile;
  readonly range: Range;
}

/** The assignment that brought an item: its key and value. */
export function itemPlace(item: Item): Place {
  return { file: item.entry.file, range: assignmentRange(item.entry.node) };
}

/** The same as a place that a finding about another one refers to. */
export function relatedItem(item: Item, message: Message): Related {
  const { file, range } = itemPlace(item);
  return { file: file.path, range, message };
}

/** The value that an item was read from; the word itself in a list, where it can be told. */
export function valuePlace(item: Item): Place {
  return valuePlaces()(item);
}

/** The same for many items, also where one list has them all: the words of a list are gone through once. */
export function valuePlaces(): (item: Item) => Place {
  const byEntry = new Map<Entry, ReadonlyMap<string, Token>>();
  return ({ text, entry }) => {
    let words = byEntry.get(entry);
    if (!words) {
      words = wordsOf(entry);
      byEntry.set(entry, words);
    }
    const { file, node } = entry;
    const token = words.get(text);
    return { file, range: token ? valueSource(node, token.from, token.to) : node.valueRange };
  };
}

const WORDS = key<WeakMap<Entry, ReadonlyMap<string, Token>>>('words of values');

/** The tokens of a value by what they say, of equal ones the first. Taken apart once, as a long list is pointed into many times. */
function wordsOf(entry: Entry): ReadonlyMap<string, Token> {
  const { memory } = entry.file;
  const known = memory.get(WORDS) ?? memory.set(WORDS, new WeakMap());
  const words = known.get(entry) ?? splitWords(entry);
  known.set(entry, words);
  return words;
}

function splitWords({ node, parsed }: Entry): ReadonlyMap<string, Token> {
  const words = new Map<string, Token>();
  for (const token of parsed.tokens) {
    const text = token.text ?? node.value.slice(token.from, token.to);
    if (!words.has(text)) words.set(text, token);
  }
  return words;
}

/** Where to report a finding about the unit as a whole: its own section's header, else the file's first header or its first line. */
export function unitPlace(unit: EffectiveUnit, section: string): Place | undefined {
  const file = unit.fragment;
  if (!file) return undefined;
  const headers = file.tree.sections.flatMap((one) => one.header ?? []);
  const header = headers.find((one) => one.name === section) ?? headers[0];
  if (header) return { file, range: header.content };
  const first = file.tree.nodes.find((node) => node.kind !== 'blank') ?? file.tree.nodes[0];
  return { file, range: first?.content ?? { from: 0, to: 0 } };
}

/** `Key=value` without the white space around. */
export function assignmentRange(node: Assignment): Range {
  return { from: node.keyRange.from, to: Math.max(node.valueRange.to, node.keyRange.to) };
}
