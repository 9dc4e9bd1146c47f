/**
 * Whether a directive is retired: systemd still takes it, or takes note of it, but something else has its place. Those whose documentation
 * says what to use instead; a test holds the two together.
 */
export function isRetired(section: string, key: string): boolean {
  return RETIRED.has(key) || MOVED_TO_UNIT.has(`${section} ${key}`);
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

/** Settings of [Service] that are settings of [Unit] today. */
const MOVED_TO_UNIT: ReadonlySet<string> = new Set([
  'Service FailureAction',
  'Service RebootArgument',
  'Service StartLimitAction',
  'Service StartLimitBurst',
]);
