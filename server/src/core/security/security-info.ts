import { parseBoolean } from '../values/keywords/boolean.ts';
import { type EffectiveUnit, flag, items, setting } from '../workspace/effective-unit.ts';
import { allowedNamespaces } from './allowed-namespaces.ts';
import { assignments, SECTION } from './assignments.ts';
import { type CallFilter, callFilter, USUAL } from './call-filter.ts';
import { ALL, capabilityMask, maskOf } from './capability-mask.ts';
import { type IpAccess, ipAccess } from './ip-access.ts';
import { type JudgedFamily, restrictedFamilies } from './restricted-families.ts';

/** What is asked about a service, with what its settings imply (src/analyze/analyze-security.c, struct SecurityInfo). */
export interface SecurityInfo {
  readonly version: number;
  readonly architecture: string;
  readonly isOfUserManager: boolean;
  readonly defaultDependencies: boolean;
  readonly user: string | undefined;
  readonly dynamicUser: boolean;
  /** Whether it runs as root, as far as it is known. */
  readonly isPrivileged: boolean;
  readonly hasSupplementaryGroups: boolean;
  /** Whether a setting is on that is a boolean, or has further words for ways of being on. */
  isOn(key: string): boolean;
  /** The value of a setting that is a word, with what it is by default where the default matters. */
  word(key: string): string | undefined;
  readonly umask: number;
  readonly boundingSet: bigint;
  readonly ambientSet: bigint;
  readonly hasOwnRoot: boolean;
  readonly namespaces: ReadonlySet<string>;
  readonly restrictedFamilies: Readonly<Record<JudgedFamily, boolean>>;
  readonly architectures: ReadonlySet<string>;
  readonly callFilter: CallFilter | undefined;
  readonly ipAccess: IpAccess;
  /** The devices that can be reached: all, some besides the usual pseudo-devices, or only these. */
  readonly devices: 'all' | 'some' | 'pseudo';
}

/**
 * Reads the settings of a service as systemd holds them once the unit is loaded (src/core/unit.c, unit_patch_contexts), and as
 * `systemd-analyze security --offline=yes` reads them.
 */
export function securityInfo(unit: EffectiveUnit, version: number, architecture = USUAL): SecurityInfo {
  const isSet = (key: string): boolean => isTurnedOn(unit, key);
  const user = setting(unit, SECTION, 'User')?.text;
  const dynamicUser = isSet('DynamicUser');
  const isOfUserManager = version >= KNOWS_USERS && unit.manager === 'user';
  const isOn = (key: string): boolean =>
    isSet(key) ||
    (dynamicUser && BY_DYNAMIC_USER.has(key)) ||
    (key === 'PrivateMounts' && hasPrivateMounts(unit, version, isOn, word));
  const word = (key: string): string | undefined => wordOf(unit, key, dynamicUser);
  return {
    version,
    architecture,
    isOfUserManager,
    defaultDependencies: flag(unit, 'Unit', 'DefaultDependencies', true),
    user,
    dynamicUser,
    isPrivileged: !isOfUserManager && (user === undefined ? !dynamicUser : isRoot(user)),
    hasSupplementaryGroups: items(unit, SECTION, 'SupplementaryGroups').length > 0,
    isOn,
    word,
    umask: Number.parseInt(setting(unit, SECTION, 'UMask')?.text ?? USUAL_UMASK, 8),
    boundingSet: capabilityMask(unit, 'CapabilityBoundingSet', ALL) & ~implied(isOn),
    ambientSet: capabilityMask(unit, 'AmbientCapabilities', 0n),
    hasOwnRoot: ['RootDirectory', 'RootImage'].some((key) => {
      const path = setting(unit, SECTION, key)?.text;
      return path !== undefined && !/^\/*$/.test(path);
    }),
    namespaces: allowedNamespaces(unit, version),
    restrictedFamilies: restrictedFamilies(unit),
    architectures: new Set(items(unit, SECTION, 'SystemCallArchitectures').map(({ text }) => text)),
    callFilter: callFilter(unit),
    ipAccess: ipAccess(unit),
    devices: devices(unit, version, isOn),
  };
}

/** Whether a user of this name has all rights. */
export function isRoot(user: string): boolean {
  return user === 'root' || user === '0';
}

/** From this version on, systemd-analyze knows that services of a user's manager do not run as root. */
const KNOWS_USERS = 258;

const USUAL_UMASK = '0022';

/** What `DynamicUser=` turns on. */
const BY_DYNAMIC_USER: ReadonlySet<string> = new Set([
  'PrivateTmp',
  'RemoveIPC',
  'NoNewPrivileges',
  'RestrictSUIDSGID',
]);

function isTurnedOn(unit: EffectiveUnit, key: string): boolean {
  // An assignment without a controller delegates as well.
  const text = key === 'Delegate' ? assignments(unit, key).at(-1)?.node.value : setting(unit, SECTION, key)?.text;
  return text !== undefined && parseBoolean(text) !== false;
}

function wordOf(unit: EffectiveUnit, key: string, dynamicUser: boolean): string | undefined {
  const text = setting(unit, SECTION, key)?.text;
  const on = text === undefined ? undefined : parseBoolean(text);
  const word = on === undefined ? text : on ? 'yes' : 'no';
  if (key === 'ProtectSystem' && dynamicUser) return 'strict';
  if (key === 'ProtectHome' && dynamicUser && (word ?? 'no') === 'no') return 'read-only';
  if (key === 'KeyringMode' && word === undefined && unit.manager === 'system') return 'private';
  return word;
}

/** The capabilities that go with what a service is kept from. */
function implied(isOn: (key: string) => boolean): bigint {
  let mask = 0n;
  for (const [key, capabilities] of IMPLIED) if (isOn(key)) mask |= capabilities;
  return mask;
}

const IMPLIED: readonly (readonly [key: string, mask: bigint])[] = [
  ['PrivateDevices', maskOf('CAP_MKNOD', 'CAP_SYS_RAWIO')],
  ['ProtectKernelModules', maskOf('CAP_SYS_MODULE')],
  ['ProtectKernelLogs', maskOf('CAP_SYSLOG')],
  ['ProtectClock', maskOf('CAP_SYS_TIME', 'CAP_WAKE_ALARM')],
];

/**
 * What is said where `PrivateMounts=` does not say yes. Since 254 nothing decides by itself whether mounts are private, and offline that is
 * taken for yes. Before 250 there was no way to ask offline, and a manager's answer has what other settings imply.
 */
function hasPrivateMounts(
  unit: EffectiveUnit,
  version: number,
  isOn: (key: string) => boolean,
  word: (key: string) => string | undefined,
): boolean {
  if (version >= 254) return setting(unit, SECTION, 'PrivateMounts') === undefined;
  if (version >= 250) return false;
  return (
    ['PrivateDevices', 'PrivateTmp', 'ProtectControlGroups', 'ProtectKernelTunables', 'ProtectKernelModules'].some(
      isOn,
    ) ||
    ['ProtectHome', 'ProtectSystem'].some((key) => (word(key) ?? 'no') !== 'no') ||
    setting(unit, SECTION, 'RootImage') !== undefined
  );
}

/** The devices of a service: what other settings add to a list counts only where there is one, or where all others are denied. */
function devices(unit: EffectiveUnit, version: number, isOn: (key: string) => boolean): SecurityInfo['devices'] {
  const policy = setting(unit, SECTION, 'DevicePolicy')?.text ?? 'auto';
  if (policy === 'auto' && !isOn('PrivateDevices')) return 'all';
  const has = (key: string): boolean => items(unit, SECTION, key).length > 0;
  const isAdded =
    has('DeviceAllow') ||
    isOn('ProtectClock') ||
    has('RootImage') ||
    has('MountImages') ||
    (version >= 260 && has('RootMStack')) ||
    // The device of the TPM, for credentials that are encrypted.
    (version >= 250 && version < 258 && (has('LoadCredentialEncrypted') || has('SetCredentialEncrypted')));
  return isAdded ? 'some' : 'pseudo';
}
