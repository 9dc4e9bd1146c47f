import type { DirectiveTable } from './directive-table.ts';

/** What a table and the output of `systemd --dump-configuration-items` do not share; both empty where they agree. */
export interface DumpDifference {
  readonly rows: number;
  readonly onlyInTable: readonly string[];
  readonly onlyInDump: readonly string[];
}

/** Compares a table, without the rows that systemd hides as legacy, with what the running systemd says it has. */
export function compareWithDump(table: DirectiveTable, dump: string): DumpDifference {
  const shown = new Set([...table].filter(([, row]) => row.ltype !== 'DISABLED_LEGACY').map(([name]) => name));
  const dumped = new Set<string>();
  let section = '';
  for (const line of dump.split('\n')) {
    const header = /^\[(\w+)\]/.exec(line);
    if (header) section = header[1]!;
    const key = /^(\w+)=/.exec(line);
    if (key) dumped.add(`${section}.${key[1]}`);
  }
  return {
    rows: dumped.size,
    onlyInTable: [...shown].filter((name) => !dumped.has(name)),
    onlyInDump: [...dumped].filter((name) => !shown.has(name)),
  };
}
