import type { DirectiveTable, TableRow } from './directive-table.ts';
import { byName, changes, type Versions } from './history.ts';
import { type ManVersions, manVersion } from './man-versions.ts';

/** catalogue/data/directives.json. */
export interface DirectivesFile {
  readonly versions: readonly number[];
  readonly parsers: readonly string[];
  readonly sections: Readonly<Record<string, Readonly<Record<string, readonly PackedRow[]>>>>;
}

/** `[since, index into parsers]`, and the parser's argument where it is not 0. The index is -1 from where the key is gone. */
type PackedRow = readonly [number, number, string?];

/** Packs the tables of all versions into one, each directive with the rows that changed, sections by name and keys in the newest order. */
export function packDirectives(tables: Versions<DirectiveTable>, man: ManVersions): DirectivesFile {
  const versions = tables.map(([version]) => version);
  const parsers = [...new Set(tables.flatMap(([, table]) => [...table.values()].map((row) => row.parser)))].sort();
  const sections: Record<string, Record<string, PackedRow[]>> = {};
  const rowsOf = byName<TableRow>(tables);
  const order = new Set([...tables.at(-1)![1].keys(), ...rowsOf.keys()]);
  for (const section of [...new Set([...order].map(sectionOf))].sort()) sections[section] = {};
  for (const name of order) {
    const rows = rowsOf.get(name)!;
    const section = sectionOf(name);
    const key = name.slice(section.length + 1);
    const packed = changes(rows).map(([since, row]): PackedRow => {
      const index = parsers.indexOf(row.parser);
      return row.ltype === '0' ? [since, index] : [since, index, row.ltype];
    });
    const [, ...rest] = packed[0]!;
    const gone = versions[versions.indexOf(rows.at(-1)![0]) + 1];
    if (gone !== undefined) packed.push([gone, -1]);
    packed[0] = [sinceOf(rows[0]![0], versions, manVersion(man, section, key)), ...rest];
    sections[section]![key] = packed;
  }
  return { versions, parsers, sections };
}

function sectionOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

/**
 * The first version that has a directive. The man page is right where it names a version after the last table without the key and not
 * after the first table with it; else the tables know better: man entries are grouped, and stable branches take things early. 0 where
 * the oldest table has it and the man page does not say since when.
 */
export function sinceOf(firstTable: number, versions: readonly number[], man: number | undefined): number {
  const before = versions[versions.indexOf(firstTable) - 1];
  if (man === undefined) return before === undefined ? 0 : firstTable;
  if (man > firstTable || (before !== undefined && man <= before)) return firstTable;
  return man;
}
