import { table } from '../text/table.ts';
import type { World } from '../values/grammar.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { plan } from './plan.ts';
import type { ManagerKind, Plan } from './plan-types.ts';

/** The machine of `me`, who has a home directory, and some files besides the units. */
function machine(files: readonly string[]): World {
  return {
    units: () => [],
    directory: () => [],
    users: () => [],
    groups: () => [],
    kind: (path) => (files.includes(path) ? 'file' : 'nothing'),
    fact: (name) => FACTS[name],
  };
}

const FACTS: Readonly<Record<string, string>> = table({
  home: '/home/me',
  user: 'me',
  uid: '1000',
  'runtime-directory': '/run/user/1000',
  hostname: 'box',
});

/**
 * The plan for the first of some units, which lie in /w unless they say otherwise; /lib/units is the load path, and /w the workspace.
 *
 * @param others Absolute paths of other files that there are.
 */
export function planFor(
  units: Readonly<Record<string, string>>,
  manager: ManagerKind = 'user',
  others: readonly string[] = [],
): Plan {
  const host = createHost({ ...DEFAULT_SETTINGS, loadPath: ['/lib/units'] });
  const path = (name: string): string => (name.startsWith('/') ? name : `/w/${name}`);
  host.apply(Object.entries(units).map(([name, text]) => ({ path: path(name), layer: 'disk', text })));
  const snapshot = host.snapshot();
  return plan(snapshot, snapshot.file(path(Object.keys(units)[0]!))!, manager, ['/w'], machine(others))!;
}
