import { braced, withoutComments } from './c-text.ts';
import { byName, type Versions, wordChanges } from './history.ts';
import { readSource, type SourceTree } from './source-tree.ts';

/** catalogue/data/syscalls.json. */
export interface SyscallsFile {
  /** The names that libseccomp resolves, which are those that systemd takes. */
  readonly known: readonly (readonly [number, readonly string[]])[];
  /** The `@` groups with their members, groups among them. `@known` holds every name and is left empty. */
  readonly groups: Readonly<Record<string, readonly (readonly [number, readonly string[]])[]>>;
}

export function packSyscalls(
  known: SyscallsFile['known'],
  groups: Versions<ReadonlyMap<string, readonly string[]>>,
): SyscallsFile {
  const rows = [...byName(groups)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { known, groups: Object.fromEntries(rows.map(([name, row]) => [name, wordChanges(row)])) };
}

/** The system call groups of src/shared/seccomp-util.c. */
export function readSyscallGroups(tree: SourceTree): Map<string, readonly string[]> {
  const text = withoutComments(readSource(tree, 'src/shared/seccomp-util.c'));
  return parseSets(braced(text, text.indexOf('syscall_filter_sets[_')));
}

/** `.name = "@group", ... .value = "a\0" "b\0"` entries, as seccomp-util.c and filesystems.c have them. */
export function parseSets(text: string): Map<string, readonly string[]> {
  const sets = new Map<string, readonly string[]>();
  for (const match of text.matchAll(/\.name\s*=\s*"(@[\w-]+)"[\s\S]*?\.value\s*=((?:\s*"[^"]*")*)/g)) {
    const members = [...match[2]!.matchAll(/"([^"]*)"/g)].map((member) => member[1]!.replace('\\0', ''));
    sets.set(match[1]!, members.sort());
  }
  return sets;
}

/** The names in the first column of libseccomp's src/syscalls.csv. */
export function parseSyscallTable(csv: string): string[] {
  return csv
    .split('\n')
    .map((line) => line.split(',')[0]!.trim())
    .filter((name) => name !== '' && !name.startsWith('#'));
}
