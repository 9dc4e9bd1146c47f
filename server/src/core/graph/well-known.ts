import { type EffectiveUnit, loadUnit } from '../workspace/effective-unit.ts';
import { createHost } from '../workspace/host.ts';
import { key } from '../workspace/memory.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';

/**
 * A target of systemd's own, with the dependencies that its file has in every version that is known here, for workspaces without the load
 * path of a machine. Undefined for other names.
 */
export function wellKnownUnit(snapshot: Snapshot, name: string, manager: 'system' | 'user'): EffectiveUnit | undefined {
  if (!(manager === 'system' ? SYSTEM : USER).has(name)) return undefined;
  return cachedAt(snapshot, WELL_KNOWN, manager, () => loaded(snapshot, manager)).get(name);
}

/** Whether every boot, or every session of a user manager, starts the target. */
export function isStartedAtBoot(name: string, manager: 'system' | 'user'): boolean {
  const [always] = manager === 'system' ? ['multi-user.target'] : ['default.target'];
  return name === always || ALWAYS.has(name) || (manager === 'system' && ALWAYS_OF_SYSTEM.has(name));
}

const WELL_KNOWN = key<ReadonlyMap<string, EffectiveUnit>>('well-known units');

function loaded({ settings }: Snapshot, manager: 'system' | 'user'): ReadonlyMap<string, EffectiveUnit> {
  const host = createHost({ ...settings, loadPath: [] }, { once: true });
  const folder = `/usr/lib/systemd/${manager}`;
  const units = manager === 'system' ? SYSTEM : USER;
  host.apply(
    [...units].map(([name, lines]) => ({ path: `${folder}/${name}`, layer: 'disk', text: `[Unit]\n${lines}\n` })),
  );
  const snapshot = host.snapshot();
  return new Map(
    [...units.keys()].flatMap((name) => {
      const unit = loadUnit(snapshot, name, `${folder}/${name}`);
      return unit ? [[name, unit] as const] : [];
    }),
  );
}

const NO_DEFAULTS = 'DefaultDependencies=no\nConflicts=shutdown.target';

/** What is the same for both managers. */
const SHARED: readonly (readonly [string, string])[] = [
  ['sockets.target', ''],
  ['paths.target', ''],
  ['timers.target', NO_DEFAULTS],
  ['shutdown.target', 'DefaultDependencies=no'],
  ['bluetooth.target', ''],
  ['printer.target', ''],
  ['smartcard.target', ''],
  ['sound.target', ''],
];

const SYSTEM: ReadonlyMap<string, string> = new Map([
  ...SHARED,
  [
    'sysinit.target',
    'Wants=local-fs.target swap.target\nAfter=local-fs.target swap.target\nConflicts=emergency.service emergency.target\nBefore=emergency.service emergency.target',
  ],
  [
    'basic.target',
    'Requires=sysinit.target\nWants=sockets.target timers.target paths.target slices.target\nAfter=sysinit.target sockets.target paths.target slices.target tmp.mount',
  ],
  [
    'multi-user.target',
    'Requires=basic.target\nConflicts=rescue.service rescue.target\nAfter=basic.target rescue.service rescue.target',
  ],
  [
    'graphical.target',
    'Requires=multi-user.target\nConflicts=rescue.service rescue.target\nAfter=multi-user.target rescue.service rescue.target display-manager.service',
  ],
  ['slices.target', 'Wants=-.slice system.slice\nAfter=-.slice system.slice'],
  ['local-fs.target', `${NO_DEFAULTS}\nAfter=local-fs-pre.target`],
  ['local-fs-pre.target', ''],
  ['remote-fs.target', `${NO_DEFAULTS}\nAfter=remote-fs-pre.target`],
  ['remote-fs-pre.target', ''],
  ['swap.target', ''],
  ['network-pre.target', ''],
  ['network.target', 'After=network-pre.target'],
  ['network-online.target', 'After=network.target'],
  ['nss-lookup.target', ''],
  ['nss-user-lookup.target', ''],
  ['time-set.target', ''],
  ['time-sync.target', 'After=time-set.target\nWants=time-set.target'],
  ['getty.target', ''],
  ['rpcbind.target', ''],
  ['umount.target', 'DefaultDependencies=no'],
]);

const USER: ReadonlyMap<string, string> = new Map([
  ...SHARED,
  ['basic.target', 'Wants=sockets.target timers.target paths.target\nAfter=sockets.target timers.target paths.target'],
  ['default.target', 'Requires=basic.target\nAfter=basic.target'],
  ['graphical-session.target', 'Requires=basic.target'],
  ['graphical-session-pre.target', 'Requires=basic.target\nBefore=graphical-session.target'],
]);

const ALWAYS: ReadonlySet<string> = new Set(['basic.target', 'sockets.target', 'paths.target', 'timers.target']);
const ALWAYS_OF_SYSTEM: ReadonlySet<string> = new Set([
  'sysinit.target',
  'slices.target',
  'local-fs.target',
  'swap.target',
]);
