import type { Rows } from '../text/table.ts';
import { parseUnitName } from '../values/unit-name.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { type Dependency, type DependencyType, dependOn } from './dependency.ts';
import { WITHOUT_DEFAULTS } from './texts.ts';

/** A target of systemd's own, with the dependencies that it has in every version that is known here. */
export interface WellKnownUnit {
  readonly unit: EffectiveUnit;
  readonly dependencies: readonly Dependency[];
}

/** Targets of systemd's own, for workspaces without the load path of a machine. Undefined for other names. */
export function wellKnownUnit(name: string, manager: 'system' | 'user'): WellKnownUnit | undefined {
  return UNITS[manager].get(name);
}

/** Whether every boot, or every session of a user manager, starts the target. */
export function isStartedAtBoot(name: string, manager: 'system' | 'user'): boolean {
  return STARTED[manager].has(name);
}

/** Targets that are started when their session begins, at a time when what is before basic.target is up. */
export const STARTED_LATER: ReadonlySet<string> = new Set(['graphical-session.target', 'graphical-session-pre.target']);

type Lines = Readonly<Partial<Record<DependencyType, string>>>;

/** What is the same for both managers. */
const SHARED: Rows<Lines> = {
  'sockets.target': {},
  'paths.target': {},
  'timers.target': { Conflicts: 'shutdown.target' },
  'shutdown.target': {},
  'bluetooth.target': {},
  'printer.target': {},
  'smartcard.target': {},
  'sound.target': {},
};

/** What the lines of systemd's own targets say. */
const LINES: Readonly<Record<'system' | 'user', Rows<Lines>>> = {
  system: {
    ...SHARED,
    'sysinit.target': {
      Wants: 'local-fs.target swap.target',
      After: 'local-fs.target swap.target',
      Conflicts: 'emergency.service emergency.target',
      Before: 'emergency.service emergency.target',
    },
    'basic.target': {
      Requires: 'sysinit.target',
      Wants: 'sockets.target timers.target paths.target slices.target',
      After: 'sysinit.target sockets.target paths.target slices.target tmp.mount',
    },
    'multi-user.target': {
      Requires: 'basic.target',
      Conflicts: 'rescue.service rescue.target',
      After: 'basic.target rescue.service rescue.target',
    },
    'graphical.target': {
      Requires: 'multi-user.target',
      Conflicts: 'rescue.service rescue.target',
      After: 'multi-user.target rescue.service rescue.target display-manager.service',
    },
    'slices.target': { Wants: '-.slice system.slice', After: '-.slice system.slice' },
    'local-fs.target': { Conflicts: 'shutdown.target', After: 'local-fs-pre.target' },
    'local-fs-pre.target': {},
    'remote-fs.target': { Conflicts: 'shutdown.target', After: 'remote-fs-pre.target' },
    'remote-fs-pre.target': {},
    'swap.target': {},
    'network-pre.target': {},
    'network.target': { After: 'network-pre.target' },
    'network-online.target': { After: 'network.target' },
    'nss-lookup.target': {},
    'nss-user-lookup.target': {},
    'time-set.target': {},
    'time-sync.target': { After: 'time-set.target', Wants: 'time-set.target' },
    'getty.target': {},
    'rpcbind.target': {},
    'umount.target': {},
  },
  user: {
    ...SHARED,
    'basic.target': {
      Wants: 'sockets.target timers.target paths.target',
      After: 'sockets.target timers.target paths.target',
    },
    'default.target': { Requires: 'basic.target', After: 'basic.target' },
    'graphical-session.target': { Requires: 'basic.target', After: 'basic.target' },
    'graphical-session-pre.target': {
      Requires: 'basic.target',
      Before: 'graphical-session.target',
      After: 'basic.target',
    },
  },
};

const STARTED: Readonly<Record<'system' | 'user', ReadonlySet<string>>> = {
  system: new Set(
    ['basic', 'sockets', 'paths', 'timers', 'sysinit', 'slices', 'local-fs', 'swap', 'multi-user'].map(
      (name) => `${name}.target`,
    ),
  ),
  user: new Set(['basic.target', 'sockets.target', 'paths.target', 'timers.target', 'default.target']),
};

const UNITS = { system: unitsOf('system'), user: unitsOf('user') } as const;

function unitsOf(manager: 'system' | 'user'): ReadonlyMap<string, WellKnownUnit> {
  return new Map(Object.entries(LINES[manager]).map(([name, lines]) => [name, wellKnown(name, lines, manager)]));
}

function wellKnown(name: string, lines: Lines, manager: 'system' | 'user'): WellKnownUnit {
  const written = Object.entries(lines).flatMap(([type, names]) =>
    names.split(' ').flatMap((on) => dependOn(on, [type as DependencyType], 'written')),
  );
  const byDefault = WITHOUT_DEFAULTS.has(name) ? [] : dependOn('shutdown.target', ['Before', 'Conflicts'], 'default');
  return {
    unit: {
      name: parseUnitName(name)!,
      type: 'target',
      manager,
      fragment: undefined,
      dropIns: [],
      masked: false,
      refused: false,
      partial: false,
      entries: [],
      index: new Map(),
    },
    dependencies: [...written, ...byDefault],
  };
}
