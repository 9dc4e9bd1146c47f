import { type Directive, isKnownSection } from '../catalogue/catalogue.ts';
import type { Assignment, Node } from '../syntax/tree.ts';
import { isUtf8Clean } from '../text/bytes.ts';
import type { Parsed, ValueContext } from '../values/grammar.ts';
import { key } from './memory.ts';
import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';
import { createReaders, type Reader, type ValueMemo } from './value-reader.ts';

/** A file judged line by line, in the order in which systemd reads it. */
export interface Analysis {
  /** Assignments that systemd looks up and parses: those of known sections and known keys, up to where it stops reading. */
  readonly entries: readonly Entry[];
  /** Assignments in known sections whose keys systemd does not know there. */
  readonly unknown: readonly UnknownAssignment[];
  /** Where systemd stops reading because of a fatal line; the node is the last one that it sees. */
  readonly stop: Stop | undefined;
}

/** One assignment, its directive, and what the value came to. */
export interface Entry {
  readonly file: UnitFile;
  readonly node: Assignment;
  readonly directive: Directive;
  readonly at: ValueContext;
  readonly parsed: Parsed;
}

export interface UnknownAssignment {
  readonly node: Assignment;
  readonly section: string;
}

export interface Stop {
  readonly node: Node;
  readonly reason: 'overlong' | 'encoding' | 'header' | 'value';
}

/** The values that were read for an analysis, and what it was made for. */
interface Judged {
  readonly settings: Settings;
  readonly memo: ValueMemo;
  readonly entries: number;
}

const ANALYSIS = key<Analysis>('analysis');
/** Carried to the next state of the file, which does not read the same values again. */
const JUDGED = key<Judged>('judged', { carried: true });

/** The file judged line by line: computed once for each settings. */
export function analysisOf(file: UnitFile, settings: Settings): Analysis {
  const { memory } = file;
  const judged = memory.get(JUDGED);
  const known = memory.get(ANALYSIS);
  if (known && judged?.settings === settings) return known;
  const memo: ValueMemo = judged?.settings === settings && !isStale(judged) ? judged.memo : new Map();
  const analysis = memory.set(ANALYSIS, analyse(file, settings, memo));
  memory.set(JUDGED, { settings, memo, entries: analysis.entries.length });
  return analysis;
}

/** Whether most of what a memo holds is no longer in the file, so that it is dropped instead of growing without bound. */
function isStale({ memo, entries }: Judged): boolean {
  let size = 0;
  for (const values of memo.values()) size += values.size;
  return size > 2 * entries + 1000;
}

/**
 * Walks a file as systemd's config_parse does, reading each value with its grammar, and stops where systemd stops.
 *
 * @param memo What was read of the file's last state; it is added to.
 */
function analyse(file: UnitFile, settings: Settings, memo: ValueMemo): Analysis {
  const entries: Entry[] = [];
  const unknown: UnknownAssignment[] = [];
  const readersOf = createReaders(file, settings, memo);
  const clean = isUtf8Clean(file.text);
  let section = '';
  /** Those of the section; undefined outside of known sections. */
  let readerOf: ((key: string) => Reader | undefined) | undefined;
  for (const node of file.tree.nodes) {
    if (node.kind === 'blank' || node.kind === 'comment') continue;
    if (node.kind === 'overlong') return { entries, unknown, stop: { node, reason: 'overlong' } };
    if (!clean && !isUtf8Clean(node.line.text)) return { entries, unknown, stop: { node, reason: 'encoding' } };
    if (node.kind === 'header') {
      if (!node.closed || isBadSectionName(node.name, settings.version))
        return { entries, unknown, stop: { node, reason: 'header' } };
      section = node.name;
      readerOf = isKnownSection(file.kind.type, section) ? readersOf(section) : undefined;
      continue;
    }
    if (node.kind === 'stray' || !readerOf || node.key === '') continue;
    const reader = readerOf(node.key);
    if (!reader) {
      unknown.push({ node, section });
      continue;
    }
    const parsed = reader.read(node.value);
    const entry: Entry = { file, node, directive: reader.directive, at: reader.at, parsed };
    entries.push(entry);
    if (parsed.problems.length > 0 && parsed.problems.some((problem) => problem.effect === 'refuse'))
      return { entries, unknown, stop: { node, reason: 'value' } };
  }
  return { entries, unknown, stop: undefined };
}

/** The entry that an assignment came to; undefined for one that systemd does not look at. */
export function entryOf({ entries }: Analysis, node: Node): Entry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.node.range.from < node.range.from) low = middle + 1;
    else high = middle;
  }
  const found = entries[low];
  return found?.node === node ? found : undefined;
}

/**
 * Whether a closed section header is so malformed that systemd stops reading the file (parse_line): control characters, quotes and
 * backslashes in every version, and in newer ones also an empty name and glob characters.
 */
export function isBadSectionName(name: string, version: number): boolean {
  if (/[\x00-\x1f\x7f\\"']/.test(name)) return true;
  return version >= STRICT_HEADERS_SINCE && (name === '' || /[*?[]/.test(name));
}

/** The first release whose string_is_safe() wants a name and no glob characters. */
const STRICT_HEADERS_SINCE = 258;
