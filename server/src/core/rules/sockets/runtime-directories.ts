import type { Others } from '../../findings/others.ts';
import { type EffectiveUnit, type Item, items } from '../../workspace/effective-unit.ts';
import type { Mention } from '../../workspace/mentions.ts';
import { machineOf } from '../../workspace/neighbours.ts';
import { folderOf } from '../../workspace/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { classifyPath } from '../../workspace/unit-path.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** A directory that systemd makes below /run, or below /run/user/UID, when a service starts. */
export interface RuntimeDirectory {
  readonly item: Item;
  /** How the unit names it; of a template the whole value, as the name is one sample of many. */
  readonly shown: string;
  readonly path: string;
}

/**
 * The directories of a service's RuntimeDirectory=.
 *
 * @param beside A path of the same unit pair: for a user's manager it tells which user's runtime directory is meant.
 */
export function runtimeDirectoriesOf(service: EffectiveUnit, beside: string): readonly RuntimeDirectory[] {
  const base = service.manager === 'user' ? (/^\/run\/user\/\d+(?=\/)/.exec(beside)?.[0] ?? '') : '/run';
  return items(service, 'Service', 'RuntimeDirectory').map((item) => {
    // Behind a colon stand links to the directory.
    const name = item.text.split(':', 1)[0]!;
    const { value } = item.entry.node;
    return { item, shown: value.includes('%') ? value : name, path: `${base}/${name}` };
  });
}

/** The services of the same machine, other than templates, that have a runtime directory in which a path lies. */
export function ownersOf(
  snapshot: Snapshot,
  others: Others,
  socket: EffectiveUnit,
  path: string,
): readonly EffectiveUnit[] {
  const near = socket.fragment?.path;
  const inside = /^\/run\/(?:user\/\d+\/)?(.+)/.exec(path)?.[1];
  if (near === undefined || inside === undefined) return [];
  const machine = machineOf(near, snapshot.settings);
  const names = new Set<string>();
  for (let folder = folderOf(inside); folder !== ''; folder = folderOf(folder)) {
    for (const file of snapshot.mentioning(NAMED, `${machine} ${folder}`)) {
      const name = classifyPath(file)?.name;
      if (name && name.instance === undefined) names.add(name.full);
    }
  }
  return [...names].sort().flatMap((name) => others.load(name, near) ?? []);
}

const written = writtenValues(['RuntimeDirectory']);

/** The runtime directories that a service file names, each with the machine that the file is meant for. */
const NAMED: Mention = {
  name: 'runtime directories',
  *words(file, settings) {
    if (file.kind.type !== 'service') return;
    for (const value of written(file, settings)) {
      for (const word of value.split(/[ \t\\"']+/)) yield `${machineOf(file.path, settings)} ${word.split(':', 1)[0]!}`;
    }
  },
};
