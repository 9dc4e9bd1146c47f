import { ownSection } from '../../catalogue/unit-type.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { type EffectiveUnit, flag, type Item, items, setting } from '../../workspace/effective-unit.ts';
import { EXEC_DIRECTORIES, PATH_ACCESS } from '../../workspace/exec-directories.ts';

/** What is in force for a directive of the execution environment, which stands in the unit's own section. */
export function execSetting(unit: EffectiveUnit, key: string): Item | undefined {
  return setting(unit, ownSection(unit.type), key);
}

/** The same for a setting whose value means that it is off: undefined then. */
export function execSwitch(unit: EffectiveUnit, key: string, off?: string): Item | undefined {
  const item = execSetting(unit, key);
  if (!item || item.text === off || parseBoolean(item.text) === false) return undefined;
  return item;
}

/** PrivatePIDs= where it is on. */
export function privatePids(unit: EffectiveUnit): Item | undefined {
  return execSwitch(unit, 'PrivatePIDs');
}

/** DynamicUser= where it is on. */
export function dynamicUser(unit: EffectiveUnit): Item | undefined {
  return execSwitch(unit, 'DynamicUser');
}

/**
 * The first setting for which systemd gives the unit a mount namespace of its own (src/core/execute.c, exec_needs_mount_namespace, as
 * it is asked when the unit is loaded).
 */
export function mountNamespaceCause(unit: EffectiveUnit, version: number): Item | undefined {
  const section = ownSection(unit.type);
  for (const key of LISTS) {
    const item = items(unit, section, key)[0];
    if (item) return item;
  }
  for (const [key, off] of SWITCHES) {
    const item = execSwitch(unit, key, off);
    if (item) return item;
  }
  const propagation = execSetting(unit, 'MountFlags');
  if (propagation && propagation.text !== 'shared') return propagation;
  const temporary = execSwitch(unit, 'PrivateTmp');
  if (temporary && (version >= ANY_PRIVATE_TMP || temporary.text === 'disconnected')) return temporary;
  return dynamicUser(unit) ?? privateMounts(unit) ?? rootDirectory(unit) ?? logSockets(unit) ?? readOnlyDirectory(unit);
}

function privateMounts(unit: EffectiveUnit): Item | undefined {
  const item = execSetting(unit, 'PrivateMounts');
  if (item) return parseBoolean(item.text) ? item : undefined;
  return execSwitch(unit, 'PrivateNetwork') ?? execSetting(unit, 'NetworkNamespacePath');
}

function rootDirectory(unit: EffectiveUnit): Item | undefined {
  const root = execSetting(unit, 'RootDirectory');
  if (!root) return undefined;
  const directories = EXEC_DIRECTORIES.some((key) => items(unit, ownSection(unit.type), key).length > 0);
  return directories || mountsKernelFileSystems(unit) ? root : undefined;
}

function mountsKernelFileSystems(unit: EffectiveUnit): boolean {
  const root = execSetting(unit, 'RootDirectory');
  return flag(unit, ownSection(unit.type), 'MountAPIVFS', root !== undefined && root.text !== '/');
}

function logSockets(unit: EffectiveUnit): Item | undefined {
  const given = execSetting(unit, 'BindLogSockets');
  if (given) return parseBoolean(given.text) ? given : undefined;
  return mountsKernelFileSystems(unit) ? execSetting(unit, 'MountAPIVFS') : undefined;
}

/** A directory of `StateDirectory=` and its like with the flag `ro`: `name::ro`. */
function readOnlyDirectory(unit: EffectiveUnit): Item | undefined {
  return EXEC_DIRECTORIES.flatMap((key) => items(unit, ownSection(unit.type), key)).find((item) =>
    item.text.endsWith(':ro'),
  );
}

const LISTS = [
  'RootImage',
  'RootMStack',
  ...PATH_ACCESS,
  'BindPaths',
  'BindReadOnlyPaths',
  'TemporaryFileSystem',
  'MountImages',
  'ExtensionImages',
  'ExtensionDirectories',
  'IPCNamespacePath',
  'LogNamespace',
] as const;

/** Settings that are on or off, with a word besides the booleans that means off. */
const SWITCHES: readonly (readonly [string, string?])[] = [
  ['PrivateDevices'],
  ['ProtectSystem'],
  ['ProtectHome'],
  ['ProtectKernelTunables'],
  ['ProtectKernelModules'],
  ['ProtectKernelLogs'],
  ['ProtectControlGroups'],
  ['ProtectProc', 'default'],
  ['ProcSubset', 'all'],
  ['PrivateBPF'],
  ['PrivateIPC'],
  ['PrivatePIDs'],
];

/** Since this version PrivateTmp=yes counts as well, not only PrivateTmp=disconnected. */
const ANY_PRIVATE_TMP = 258;
