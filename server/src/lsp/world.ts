import type { KnownUnit, World } from '../core/values/grammar.ts';
import { setting, unitOf } from '../core/workspace/effective-unit.ts';
import { cached, type Snapshot } from '../core/workspace/snapshot.ts';
import type { Runtime } from './runtime.ts';

/** What completions and descriptions may know of the machine and the workspace, read when it is asked for and not before. */
export function worldOf(snapshot: Snapshot, runtime: Runtime): World {
  return {
    units: () => cached(snapshot, 'known units', () => knownUnits(snapshot)),
    directory: (path) =>
      (runtime.disk?.list(path) ?? []).map((entry) => (entry.kind === 'folder' ? `${entry.name}/` : entry.name)),
    users: () => accountNames(runtime, '/etc/passwd'),
    groups: () => accountNames(runtime, '/etc/group'),
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
          return readText(runtime, '/etc/hostname')?.trim();
        case 'machine-id':
          return readText(runtime, '/etc/machine-id')?.trim();
        case 'network-interfaces':
          return runtime.disk
            ?.list('/sys/class/net')
            ?.map((entry) => entry.name)
            .join(' ');
      }
    },
  };
}

function knownUnits(snapshot: Snapshot): readonly KnownUnit[] {
  const units = new Map<string, KnownUnit>();
  for (const file of snapshot.files()) {
    if (file.kind.kind !== 'fragment' || !file.kind.name || units.has(file.kind.name.full)) continue;
    const { name } = file.kind;
    units.set(name.full, {
      name: name.full,
      file: file.path,
      get description() {
        const unit = unitOf(snapshot, file);
        return unit && setting(unit, 'Unit', 'Description')?.text;
      },
    });
  }
  return [...units.values()];
}

/** The first fields of the lines of a file in the form of passwd(5). */
function accountNames(runtime: Runtime, path: string): readonly string[] {
  const text = readText(runtime, path) ?? '';
  return text.split('\n').flatMap((line) => line.split(':')[0] || []);
}

function readText(runtime: Runtime, path: string): string | undefined {
  const bytes = runtime.disk?.read(path);
  return bytes && new TextDecoder().decode(bytes);
}
