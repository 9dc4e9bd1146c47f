import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { braced, defines, enumConstants, withoutComments } from './c-text.ts';
import { byName, type Versions, wordChanges } from './history.ts';
import { readFirst, readSource, type SourceTree } from './source-tree.ts';
import { parseSets } from './syscalls.ts';

/** The kernel's and the C library's headers. */
export interface Headers {
  /** The first of the headers that is there. */
  read(...paths: string[]): string;
}

export function openHeaders(folder: string): Headers {
  return {
    read(...paths) {
      for (const path of paths) {
        try {
          return readFileSync(join(folder, path), 'utf8');
        } catch {}
      }
      throw new Error(`${folder}: has none of ${paths.join(', ')}`);
    },
  };
}

/** Names and numbers that the kernel and the C library define, in order of the numbers. */
export function readConstants(headers: Headers): Record<string, [string, number][]> {
  const errno = ['asm-generic/errno-base.h', 'asm-generic/errno.h', 'x86_64-linux-gnu/bits/errno.h'];
  return {
    capabilities: byNumber(defines(headers.read('linux/capability.h'), /^CAP_(?!LAST_CAP$)[A-Z_]+$/)),
    errnos: byNumber(defines(errno.map((path) => headers.read(path)).join('\n'), /^E[A-Z0-9]+$/)),
    addressFamilies: byNumber(
      defines(headers.read('x86_64-linux-gnu/bits/socket.h', 'bits/socket.h'), /^AF_(?!UNSPEC$|MAX$)/),
    ),
  };
}

/** The names of exit statuses (src/shared/exit-status.c) with their numbers and where they come from. */
export function readExitStatuses(tree: SourceTree, headers: Headers): Map<string, [number, string]> {
  const header = readSource(tree, 'src/shared/exit-status.h');
  const numbers = new Map([['EXIT_SUCCESS', 0], ['EXIT_FAILURE', 1], ...defines(headers.read('sysexits.h'), /^EX_/)]);
  for (const match of header.matchAll(/enum\s*\{/g)) {
    for (const [name, value] of enumConstants(braced(header, match.index))) numbers.set(name, value);
  }
  const text = withoutComments(readSource(tree, 'src/shared/exit-status.c'));
  const found = new Map<string, [number, string]>();
  for (const match of text.matchAll(/\[(EXI?T?_\w+)\]\s*=\s*\{\s*"(\w+)",\s*EXIT_STATUS_(\w+)/g)) {
    const number = numbers.get(match[1]!);
    if (number === undefined) throw new Error(`systemd ${tree.version}: no number for ${match[1]}`);
    found.set(match[2]!, [number, match[3]!.toLowerCase()]);
  }
  return found;
}

/** `[name, number, class, since]` rows in order of the numbers. */
export function packExitStatuses(versions: Versions<ReadonlyMap<string, [number, string]>>): unknown[] {
  return [...byName(versions)]
    .map(([name, rows]): [string, number, string, number] => [
      name,
      rows.at(-1)![1][0],
      rows.at(-1)![1][1],
      rows[0]![0],
    ])
    .sort((a, b) => a[1] - b[1]);
}

/** The architectures that system calls can be filtered for (src/shared/seccomp-util.c, seccomp_arch_from_string). */
export function readSeccompArchitectures(tree: SourceTree): string[] {
  const text = readSource(tree, 'src/shared/seccomp-util.c');
  const body = braced(text, text.indexOf('int seccomp_arch_from_string('));
  return [...body.matchAll(/streq\(n, "([^"]+)"\)/g)].map((match) => match[1]!);
}

/** The kinds of namespaces (src/basic/namespace-util.c). */
export function readNamespaces(tree: SourceTree): string[] {
  const text = readSource(tree, 'src/basic/namespace-util.c');
  return [...text.matchAll(/\{\s*"(\w+)",\s*"ns\/\w+"/g)].map((match) => match[1]!);
}

/** The file systems that systemd knows. */
export function readFilesystems(tree: SourceTree): string[] {
  const script = readFirst(tree, ['src/basic/filesystem-sets.py']);
  if (script !== undefined) {
    return [...braced(script, script.indexOf('NAME_TO_MAGIC')).matchAll(/^\s*'([^']+)':/gm)].map((match) => match[1]!);
  }
  // RestrictFileSystems=, which takes their names, came in 250.
  const gperf = readFirst(tree, ['src/basic/filesystems-gperf.gperf'])?.split('%%')[1] ?? '';
  return [...gperf.matchAll(/^([\w-]+),/gm)].map((match) => match[1]!);
}

/** The `@` groups of file systems with their members. `@known` holds every name and is left empty. */
export function readFilesystemGroups(tree: SourceTree): Map<string, readonly string[]> {
  const script = readFirst(tree, ['src/basic/filesystem-sets.py']);
  if (script === undefined) return parseSets(withoutComments(readFirst(tree, ['src/basic/filesystems.c']) ?? ''));
  const groups = new Map<string, readonly string[]>();
  for (const match of script.matchAll(/\(\s*'(@[\w-]+)',\s*'[^']*',([^)]*)\)/g)) {
    const members = [...match[2]!.matchAll(/'([^']+)'/g)].map((member) => member[1]!);
    groups.set(match[1]!, members.sort());
  }
  return groups;
}

/** The words of the BPFDelegate* settings, made from the kernel's names as the build does (generate-bpf-delegate-configs.py). */
export function readBpfDelegates(tree: SourceTree): Map<string, readonly string[]> {
  const header = readFirst(tree, ['src/include/uapi/linux/bpf.h']);
  const found = new Map<string, readonly string[]>();
  if (header === undefined) return found;
  for (const match of header.matchAll(/^enum bpf_(cmd|map_type|prog_type|attach_type) \{/gm)) {
    const names = [...braced(header, match.index).matchAll(/^\s*(?!__)(\w+)\b,\s*$/gm)].map((name) => name[1]!);
    found.set(`bpf_delegate_${match[1]}`, names.map(camelCase));
  }
  return found;
}

export function packGroups(groups: Versions<ReadonlyMap<string, readonly string[]>>): Record<string, unknown> {
  return Object.fromEntries([...byName(groups)].map(([name, rows]) => [name, wordChanges(rows)]));
}

/** BPF_MAP_CREATE -> BPFMapCreate. */
function camelCase(name: string): string {
  const [first, ...rest] = name.split('_');
  return first + rest.map((word) => (word[0] ?? '') + word.slice(1).toLowerCase()).join('');
}

function byNumber(constants: ReadonlyMap<string, number>): [string, number][] {
  return [...constants].sort(([, a], [, b]) => a - b);
}
