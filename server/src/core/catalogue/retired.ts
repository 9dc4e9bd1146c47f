/**
 * Whether a directive is retired: systemd still takes it, or takes note of it, but something else has its place. Those whose documentation
 * says what to use instead; a test holds the two together.
 */
export function isRetired(section: string, key: string): boolean {
  return RETIRED.has(key) || isMoved(section, key);
}

const RETIRED: ReadonlySet<string> = new Set([
  'BindTo',
  'BlockIOAccounting',
  'BlockIODeviceWeight',
  'BlockIOReadBandwidth',
  'BlockIOWeight',
  'BlockIOWriteBandwidth',
  'BusPolicy',
  'CPUAccounting',
  'CPUShares',
  'Capabilities',
  'DefaultMemoryLow',
  'DefaultMemoryMin',
  'DefaultStartupMemoryLow',
  'IgnoreOnSnapshot',
  'InaccessibleDirectories',
  'MemoryLimit',
  'NetClass',
  'OnFailureIsolate',
  'PermissionsStartOnly',
  'PropagateReloadFrom',
  'PropagateReloadTo',
  'ReadOnlyDirectories',
  'ReadWriteDirectories',
  'RequiresOverridable',
  'RequisiteOverridable',
  'StartLimitInterval',
  'StartupBlockIOWeight',
  'StartupCPUShares',
  'SysVStartPriority',
]);

function isMoved(section: string, key: string): boolean {
  return section === 'Service' && MOVED_TO_UNIT.has(key);
}

/** Settings of [Service] that are settings of [Unit] today. */
const MOVED_TO_UNIT: ReadonlySet<string> = new Set([
  'FailureAction',
  'RebootArgument',
  'StartLimitAction',
  'StartLimitBurst',
]);

/** A directive's place today: what `BindTo=` of [Unit] is now. */
export interface Successor {
  readonly section: string;
  readonly key: string;
}

/**
 * What an old spelling is called today, for those that systemd takes without a word and keeps in the very setting of the new one
 * (src/core/load-fragment-gperf.gperf.in has both in front of the same field). Undefined for all others.
 */
export function spelledToday(section: string, key: string): Successor | undefined {
  const today = RENAMED.get(key);
  if (isMoved(section, key)) return { section: 'Unit', key };
  if (today === undefined) return undefined;
  return { section: key === 'StartLimitInterval' ? 'Unit' : section, key: today };
}

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['BindTo', 'BindsTo'],
  ['InaccessibleDirectories', 'InaccessiblePaths'],
  ['PropagateReloadFrom', 'ReloadPropagatedFrom'],
  ['PropagateReloadTo', 'PropagatesReloadTo'],
  ['ReadOnlyDirectories', 'ReadOnlyPaths'],
  ['ReadWriteDirectories', 'ReadWritePaths'],
  ['StartLimitInterval', 'StartLimitIntervalSec'],
]);
