import { expect, it } from 'vitest';
import { differences, loadAll, type Shown } from '../testing/dependency-graph.ts';
import { DEPENDENCY_UNITS } from '../testing/dependency-units.ts';
import { createHost } from '../workspace/host.ts';
import { folderOf, join } from '../workspace/paths.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import recorded from './recorded.json' with { type: 'json' };

const FOLDERS = { system: '/etc/systemd/system', user: '/home/tester/.config/systemd/user' } as const;

/** What `systemctl show` of real managers said about the made-up units, by manager and version. */
it.each(Object.entries(recorded))('the dependencies of made-up units in the %s', (name, shown) => {
  const manager = name.startsWith('user') ? 'user' : 'system';
  const version = Number(name.split(' ')[1]);
  const folder = FOLDERS[manager];
  const host = createHost({ ...DEFAULT_SETTINGS, version, manager, loadPath: [folder] });
  const links: string[] = [];
  for (const [path, text] of Object.entries(DEPENDENCY_UNITS)) {
    const link = text.startsWith('->') ? targetOf(join(folder, path), text.slice(3)) : undefined;
    if (/\.(wants|requires)\//.test(path)) links.push(join(folder, path));
    else if (link === undefined) host.apply([{ path: join(folder, path), layer: 'disk', text }]);
    else host.apply([{ path: join(folder, path), layer: 'disk', text: textOf(link), link }]);
  }
  // Of the distribution's own units this one matters: what it has is made to be found by a path.
  if (manager === 'system' && version >= 257)
    host.apply([{ path: join(folder, 'tmp.mount'), layer: 'disk', text: '[Mount]\nWhat=tmpfs\nWhere=/tmp\n' }]);
  const ours = loadAll({
    snapshot: host.snapshot(),
    folder,
    links,
    mounted: manager === 'system' ? [] : ['home-tester.mount'],
    about: {
      version,
      manager,
      devices: false,
      container: true,
      ...(manager === 'user' && { home: '/home/tester', runtimeDirectory: '/run/user/1999' }),
    },
    roots: [...Object.keys(DEPENDENCY_UNITS).filter((path) => !path.includes('/')), ...INSTANCES],
  });
  expect(Object.keys(shown).length).toBeGreaterThan(60);
  expect(differences(ours, shown as Shown, (one) => REFUSED[manager].includes(one))).toEqual([]);
});

const INSTANCES = ['dg-tmpl@x.service', 'dg-peer@x.service', 'dg-accept@x.service'];

/** Units that the manager does not load, for a reason that is no line of theirs. */
const REFUSED: Readonly<Record<'system' | 'user', readonly string[]>> = { system: [], user: ['dg-dynamic.service'] };

function targetOf(path: string, target: string): string {
  return target.startsWith('/') ? target : join(folderOf(path), target);
}

function textOf(path: string): string {
  return DEPENDENCY_UNITS[path.slice(path.lastIndexOf('/') + 1)] ?? '';
}
