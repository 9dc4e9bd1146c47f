import { type Directive, isKnownSection } from '../catalogue/catalogue.ts';
import { PlainLine } from '../syntax/logical.ts';
import type { Assignment, Node, Stray, TreeId, UnitTree } from '../syntax/tree.ts';
import { isUtf8Clean } from '../text/bytes.ts';
import { firstIndex } from '../text/first-index.ts';
import type { Parsed, ValueContext } from '../values/grammar.ts';
import { opaque } from '../values/registry.ts';
import { key } from './memory.ts';
import { hasPlaceholder } from './placeholders.ts';
import { reading } from './reading-error.ts';
import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';
import { createReaders, type Meaning, meaningOf, type Reader } from './value-reader.ts';

/** A file judged line by line, in the order in which systemd reads it. */
export interface Analysis {
  /** Assignments that systemd looks up and parses: those of known sections and known keys, up to where it stops reading. */
  readonly entries: readonly Entry[];
  /** Assignments in known sections whose keys systemd does not know there. */
  readonly unknown: readonly UnknownAssignment[];
  /** Where systemd stops reading because of a fatal line, or we do because of their number; the node is the last one that is seen. */
  readonly stop: Stop | undefined;
  /** Lines in known sections, up to there, that are no assignments or have no key. */
  readonly strays: readonly StrayLine[];
}

/** One assignment, its directive, and what the value came to. */
export interface Entry {
  readonly file: UnitFile;
  readonly node: Assignment;
  /** Of which `directive`, `at`, `parsed` and `crash` are. */
  readonly value: ReadValue;
  readonly directive: Directive;
  readonly at: ValueContext;
  readonly parsed: Parsed;
  /** What was thrown, where reading the value failed by a fault of ours. Then `parsed` takes it as it stands. */
  readonly crash?: { readonly error: unknown };
}

export interface UnknownAssignment {
  readonly node: Assignment;
  readonly section: string;
}

/** A line that systemd ignores: it has no "=", or nothing before it. */
export interface StrayLine {
  readonly node: Stray | Assignment;
  readonly section: string;
}

export interface Stop {
  readonly node: Node;
  readonly reason: 'overlong' | 'encoding' | 'header' | 'value' | 'unread';
}

/** The values that were read for an analysis, and what it was made for. It holds no file. */
interface Judged {
  readonly settings: Settings;
  readonly tree: TreeId;
  /** By the index of the node. */
  readonly values: readonly (ReadValue | undefined)[];
}

/** What an assignment came to. It is the same object in the next states of the file while its line and the settings are the same. */
export interface ReadValue extends Pick<Entry, 'directive' | 'at' | 'crash'> {
  /** Lines that say the same may have one in common, those of other files as well. */
  readonly meaning: Meaning;
}

const ANALYSIS = key<Analysis>('analysis');
/** Carried to the next state of the file, which does not read the same values again. */
const JUDGED = key<Judged>('judged', { carried: true });

/**
 * The file judged line by line: computed once for each settings.
 *
 * @throws ReadingError where a fault of ours is not that of one value.
 */
export function analysisOf(file: UnitFile, settings: Settings): Analysis {
  const { memory } = file;
  const judged = memory.get(JUDGED);
  const known = memory.get(ANALYSIS);
  if (known && judged?.settings === settings) return known;
  const values: (ReadValue | undefined)[] = [];
  const before = judged?.settings === settings ? lastValues(file.tree, judged) : undefined;
  const analysis = memory.set(
    ANALYSIS,
    reading(file.path, () => analyse(file, settings, values, before)),
  );
  memory.set(JUDGED, { settings, tree: file.tree.id, values });
  return analysis;
}

/** What the node at an index came to in the last state of the file, if its line was the same. */
type LastValues = (index: number) => ReadValue | undefined;

function lastValues({ kept }: UnitTree, { tree, values }: Judged): LastValues | undefined {
  if (!kept || kept.of !== tree) return undefined;
  const { first, behind, wasBehind } = kept;
  return (index) => (index < first ? values[index] : index >= behind ? values[index - behind + wasBehind] : undefined);
}

/**
 * Walks a file as systemd's config_parse does, reading each value with its grammar, and stops where systemd stops.
 *
 * @param values Takes what each node came to, by its index.
 * @param before A line that was the same in the file's last state is not read again.
 */
function analyse(
  file: UnitFile,
  settings: Settings,
  values: (ReadValue | undefined)[],
  before: LastValues | undefined,
): Analysis {
  const entries: Entry[] = [];
  const unknown: UnknownAssignment[] = [];
  const strays: StrayLine[] = [];
  const readersOf = createReaders(file, settings);
  const clean = isUtf8Clean(file.text);
  let section = '';
  /** Those of the section; undefined outside of known sections. */
  let readerOf: ((key: string) => Reader | undefined) | undefined;
  for (const [index, node] of file.tree.nodes.entries()) {
    if (node.kind === 'blank' || node.kind === 'comment') continue;
    if (node.kind === 'overlong' || node.kind === 'unread')
      return { entries, unknown, strays, stop: { node, reason: node.kind } };
    if (!clean && !isUtf8Clean(node.line.text)) return { entries, unknown, strays, stop: { node, reason: 'encoding' } };
    if (node.kind === 'header') {
      if (!node.closed || isBadSectionName(node.name, settings.version))
        return { entries, unknown, strays, stop: { node, reason: 'header' } };
      section = node.name;
      readerOf = isKnownSection(file.kind.type, section) ? readersOf(section) : undefined;
      continue;
    }
    if (!readerOf) continue;
    if (node.kind === 'stray' || node.key === '') {
      strays.push({ node, section });
      continue;
    }
    const last = before?.(index);
    // In another section the same line is another directive.
    const value = last?.directive.section === section ? last : read(file, node, readerOf);
    if (!value) {
      unknown.push({ node, section });
      continue;
    }
    values[index] = value;
    const { directive, at, meaning, crash } = value;
    const { parsed } = meaning;
    entries.push(
      crash ? { file, node, value, directive, at, parsed, crash } : { file, node, value, directive, at, parsed },
    );
    if (parsed.problems.length > 0 && parsed.problems.some((problem) => problem.effect === 'refuse'))
      return { entries, unknown, strays, stop: { node, reason: 'value' } };
  }
  return { entries, unknown, strays, stop: undefined };
}

/** What an assignment comes to; undefined where systemd does not know its key. */
function read(
  file: UnitFile,
  { key, line, value }: Assignment,
  readerOf: (key: string) => Reader | undefined,
): ReadValue | undefined {
  const reader = readerOf(key);
  if (!reader) return undefined;
  const { directive, at } = reader;
  if (hasPlaceholder(file, value)) return { directive, at, meaning: meaningOf(value, opaque(value)) };
  const read = readBy(reader, value);
  // What rules find in a continued line depends on where its parts stand.
  return line instanceof PlainLine ? read : { ...read, meaning: meaningOf(value, read.meaning.parsed) };
}

function readBy({ directive, at, read }: Reader, value: string): ReadValue {
  try {
    return { directive, at, meaning: read(value) };
  } catch (error) {
    return { directive, at, meaning: meaningOf(value, opaque(value)), crash: { error } };
  }
}

/** The entry that an assignment came to; undefined for one that systemd does not look at. */
export function entryOf({ entries }: Analysis, node: Node): Entry | undefined {
  const { from } = node.range;
  const found = entries[firstIndex(entries.length, (index) => entries[index]!.node.range.from >= from)];
  return found?.node === node ? found : undefined;
}

/**
 * Whether a closed section header is so malformed that systemd stops reading the file (parse_line): older versions take any name, then
 * none with control characters, quotes and backslashes, and newer ones neither an empty one nor glob characters.
 */
export function isBadSectionName(name: string, version: number): boolean {
  if (version >= SAFE_HEADERS_SINCE && /[\x00-\x1f\x7f\\"']/.test(name)) return true;
  return version >= STRICT_HEADERS_SINCE && (name === '' || /[*?[]/.test(name));
}

/** The first release that looks at the characters of a section's name. */
const SAFE_HEADERS_SINCE = 251;

/** The first release whose string_is_safe() wants a name and no glob characters. */
const STRICT_HEADERS_SINCE = 258;
