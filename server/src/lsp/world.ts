import type { KnownUnit, World } from '../core/values/grammar.ts';
import { loadPathRank } from '../core/workspace/load-path.ts';
import { key } from '../core/workspace/memory.ts';
import { cached, cachedAt, type Snapshot } from '../core/workspace/snapshot.ts';
import { SOURCES } from '../core/workspace/sources.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import { writtenDescription } from '../core/workspace/written-description.ts';
import { type Account, accounts } from '../disk/accounts.ts';
import { readText } from '../disk/read-text.ts';
import type { Runtime } from './runtime.ts';

const ACCOUNTS = key<ReadonlyMap<string, Account>>('accounts');
const KNOWN_UNITS = key<readonly Omit<KnownUnit, 'description'>[]>('known units');

/** What completions and descriptions use of the machine and the workspace, read lazily. */
export function worldOf(snapshot: Snapshot, runtime: Runtime): World {
  const { disk } = runtime;
  const textOf = (path: string) => disk && readText(disk, path);
  const people = (path: string): ReadonlyMap<string, Account> =>
    cachedAt(snapshot, ACCOUNTS, path, () => {
      // The file may change, too, so that the next snapshot reads it again.
      snapshot.memory.read(SOURCES.anything);
      return accounts(textOf(path) ?? '');
    });
  return {
    units: () => cached(snapshot, KNOWN_UNITS, () => knownUnits(snapshot)).map((unit) => described(snapshot, unit)),
    directory: (path) =>
      (disk?.list(path) ?? []).map(({ name, kind }) => {
        const isFolder = kind === 'folder' || (kind === 'link' && disk?.kind(`${path}/${name}`) === 'folder');
        return isFolder ? `${name}/` : name;
      }),
    kind(path) {
      const kind = disk?.kind(path);
      return kind === 'folder' ? 'directory' : (kind ?? (disk ? 'nothing' : undefined));
    },
    users: () => [...people('/etc/passwd').keys()],
    groups: () => [...people('/etc/group').keys()],
    user(name) {
      const [id, , , home, shell] = people('/etc/passwd').get(name) ?? [];
      return id === undefined ? undefined : { id: Number(id), ...(home && { home }), ...(shell && { shell }) };
    },
    group(name) {
      const [id, members] = people('/etc/group').get(name) ?? [];
      return id === undefined
        ? undefined
        : { id: Number(id), members: (members ?? '').split(',').filter((member) => member !== '') };
    },
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    fact(name) {
      switch (name) {
        case 'home':
          return runtime.home;
        case 'user':
          return runtime.user;
        case 'uid':
          return runtime.uid?.toString();
        case 'runtime-directory':
          return runtime.uid === undefined ? undefined : `/run/user/${runtime.uid}`;
        case 'hostname':
          return textOf('/etc/hostname')?.trim();
        case 'machine-id':
          return textOf('/etc/machine-id')?.trim();
        case 'network-interfaces':
          return disk
            ?.list('/sys/class/net')
            ?.map((entry) => entry.name)
            .join(' ');
      }
    },
  };
}

/** Of several of one name, that of the workspace, or the one that the manager would load. */
function knownUnits(snapshot: Snapshot): readonly Omit<KnownUnit, 'description'>[] {
  const units = new Map<string, Omit<KnownUnit, 'description'> & { readonly rank: number }>();
  for (const path of snapshot.paths()) {
    const kind = classifyPath(path);
    if (kind?.kind !== 'fragment' || !kind.name) continue;
    const { full } = kind.name;
    const installed = loadPathRank(snapshot, path);
    const rank = installed === snapshot.settings.loadPath.length ? -1 : installed;
    if (rank >= (units.get(full)?.rank ?? Number.POSITIVE_INFINITY)) continue;
    units.set(full, { name: full, file: path, installed: rank >= 0, rank });
  }
  return [...units.values()];
}

/** A unit with its description, which is looked for only where somebody asks. */
function described(snapshot: Snapshot, { name, file, installed }: Omit<KnownUnit, 'description'>): KnownUnit {
  return {
    name,
    file,
    installed: installed ?? false,
    get description() {
      const known = file === undefined ? undefined : snapshot.file(file);
      return known && writtenDescription(known);
    },
  };
}
