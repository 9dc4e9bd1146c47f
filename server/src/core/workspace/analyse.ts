import { type Directive, directive, isKnownSection } from '../catalogue/catalogue.ts';
import type { Assignment, Node } from '../syntax/tree.ts';
import { isUtf8Clean } from '../text/bytes.ts';
import type { Parsed, ValueContext } from '../values/grammar.ts';
import { grammarFor, opaque } from '../values/registry.ts';
import { managerOf, type Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/** A file judged line by line, in the order in which systemd reads it. */
export interface Analysis {
  /** Assignments that systemd looks up and parses: those of known sections and known keys, up to where it stops reading. */
  readonly entries: readonly Entry[];
  readonly byNode: ReadonlyMap<Node, Entry>;
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

export interface Stop {
  readonly node: Node;
  readonly reason: 'overlong' | 'encoding' | 'header' | 'value';
}

/**
 * Walks a file as systemd's config_parse does, reading each value with its grammar, and stops where systemd stops.
 */
export function analyse(file: UnitFile, settings: Settings): Analysis {
  const entries: Entry[] = [];
  const byNode = new Map<Node, Entry>();
  const manager = managerOf(file.path, settings);
  const { type, name } = file.kind;
  let section: string | undefined;
  let known = false;
  for (const node of file.tree.nodes) {
    if (node.kind === 'blank' || node.kind === 'comment') continue;
    if (node.kind === 'overlong') return { entries, byNode, stop: { node, reason: 'overlong' } };
    if (!isUtf8Clean(node.line.text)) return { entries, byNode, stop: { node, reason: 'encoding' } };
    if (node.kind === 'header') {
      if (!node.closed || isBadSectionName(node.name, settings.version))
        return { entries, byNode, stop: { node, reason: 'header' } };
      section = node.name;
      known = isKnownSection(type, section);
      continue;
    }
    if (node.kind === 'stray' || section === undefined || !known || node.key === '') continue;
    const found = directive(section, node.key, settings.version);
    if (!found) continue;
    const at: ValueContext = {
      version: settings.version,
      manager,
      unitType: type,
      unit: name,
      section,
      key: node.key,
      ltype: found.ltype,
      parser: found.parser,
    };
    const parsed = grammarFor(found.parser)?.parse(node.value, at) ?? opaque(node.value);
    const entry: Entry = { file, node, directive: found, at, parsed };
    entries.push(entry);
    byNode.set(node, entry);
    if (parsed.problems.some((problem) => problem.effect === 'refuse'))
      return { entries, byNode, stop: { node, reason: 'value' } };
  }
  return { entries, byNode, stop: undefined };
}

/**
 * Whether a closed section header is so malformed that systemd gives the file up (parse_line): control characters, quotes and
 * backslashes in every version, and in newer ones also an empty name and glob characters.
 */
export function isBadSectionName(name: string, version: number): boolean {
  if (/[\x00-\x1f\x7f\\"']/.test(name)) return true;
  return version >= STRICT_HEADERS_SINCE && (name === '' || /[*?[]/.test(name));
}

/** The first release whose string_is_safe() wants a name and no glob characters. */
const STRICT_HEADERS_SINCE = 258;
