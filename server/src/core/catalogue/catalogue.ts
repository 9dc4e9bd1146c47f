import { lookUp } from '../text/table.ts';
import directivesJson from './data/directives.json' with { type: 'json' };
import enumsJson from './data/enums.json' with { type: 'json' };
import { ownSection, sectionsOf, type UnitType } from './unit-type.ts';

/**
 * What systemd's own tables say of one directive in one section: generated, see `server/tools/generate-catalogue.ts`.
 */
export interface Directive {
  readonly section: string;
  readonly key: string;
  /** The parser function that reads the value, and the argument the table gives it, in the version asked for. */
  readonly parser: string;
  readonly ltype: string;
  /** The first systemd version that has it, 0 where it is older than the records. */
  readonly since: number;
}

/** The newest systemd that the catalogue was generated from, and the version judged for unless another is chosen. */
export const NEWEST_VERSION: number = directivesJson.versions.at(-1)!;
export const OLDEST_VERSION: number = directivesJson.versions[0]!;

/** The directive as a systemd of that version knows it, or undefined where it has none of that name in that section. */
export function directive(section: string, key: string, version: number): Directive | undefined {
  const rows = lookUp(lookUp(sections(), section), key);
  if (!rows) return undefined;
  const since = rows[0]![0];
  if (since > version) return undefined;
  let row = rows[0]!;
  for (const candidate of rows) if (candidate[0] <= version) row = candidate;
  if (row[1] === GONE) return undefined;
  return { section, key, parser: directivesJson.parsers[row[1]]!, ltype: row[2] ?? '0', since };
}

/** The directive whatever the version: to say since when it exists. */
export function directiveEver(section: string, key: string): Directive | undefined {
  return directive(section, key, Number.POSITIVE_INFINITY);
}

/** The keys of a section for a version, in the table's order. */
export function keysOf(section: string, version: number): string[] {
  return Object.keys(lookUp(sections(), section) ?? {}).filter((key) => directive(section, key, version) !== undefined);
}

/** The sections in which a key exists, for a type of unit or for all. */
export function sectionsWith(key: string, version: number, type?: UnitType): string[] {
  const names = type ? sectionsOf(type) : Object.keys(sections());
  return names.filter((section) => directive(section, key, version) !== undefined);
}

/** Whether systemd takes the section header in a unit of the type, `X-` sections aside. */
export function isKnownSection(type: UnitType, name: string): boolean {
  return name === 'Unit' || name === 'Install' || name === ownSection(type);
}

/** The words of one of systemd's string tables (`service_type`, say) for a version; empty where there is no such table. */
export function enumeration(name: string, version: number): readonly string[] {
  const tables = enumsJson as unknown as Record<string, readonly (readonly [number, readonly string[]])[]>;
  let words: readonly string[] = [];
  for (const [since, list] of lookUp(tables, name) ?? []) if (since <= version || words.length === 0) words = list;
  return words;
}

/** Stands for the parser from the version on in which a key is gone. */
const GONE = -1;

/** `[since, parser index, ltype]`, one row for each change between versions, oldest first. */
type Row = readonly [number, number, string?];

function sections(): Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>> {
  return directivesJson.sections as unknown as Record<string, Record<string, readonly Row[]>>;
}
