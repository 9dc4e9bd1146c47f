import { ownSection } from '../catalogue/unit-type.ts';
import { parseBoolean } from '../values/keywords/boolean.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { EXEC_DIRECTORIES } from '../workspace/exec-directories.ts';
import { escapePath } from '../workspace/path-names.ts';
import { hasCredentials } from '../workspace/services.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, dependOn } from './dependency.ts';
import { type MountsFor, type Parts, requiredMounts, WANTS_MOUNTS_SINCE } from './parts.ts';
import { hasDefaultDependencies, text, texts } from './texts.ts';

/**
 * What the settings of systemd.exec(5) imply for a unit that runs programs (src/core/unit.c, unit_add_exec_dependencies and
 * unit_patch_contexts).
 */
export function execParts(unit: EffectiveUnit, about: Circumstances): Parts {
  return { dependencies: [...execDependencies(unit, about)], mountsFor: [...execMounts(unit, about)] };
}

function* execDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  const section = ownSection(unit.type);
  const value = (key: string) => text(unit, section, key);
  const rootImage = value('RootImage');
  const images = rootImage ?? texts(unit, section, 'MountImages')[0];
  if (images && restrictsDevices(unit, section)) {
    for (const module of ['loop', 'dm_mod', 'dm_verity'])
      yield* dependOn(`modprobe@${module}.service`, ['After', 'Wants'], 'implicit', images);
  }
  if (about.manager !== 'system') return;
  const writable = WRITABLE.flatMap((key) => texts(unit, section, key))[0];
  if (writable) yield* dependOn('systemd-remount-fs.service', ['After'], 'implicit', writable);
  const temporary = privateTmp(unit, section, about.version);
  if (temporary) {
    if (about.version >= TMP_MOUNT_SINCE && about.version < WANTS_MOUNTS_SINCE)
      yield* dependOn('tmp.mount', ['After', 'Wants'], 'implicit', temporary);
    yield* dependOn('systemd-tmpfiles-setup.service', ['After'], 'implicit', temporary);
  }
  if (rootImage) yield* dependOn('systemd-udevd.service', ['After'], 'implicit', rootImage);
  const namespace = value('LogNamespace');
  if (namespace) yield* ofNamespace(namespace.text, about.version);
  else if (logs(unit, section)) yield* dependOn('systemd-journald.socket', ['After'], 'implicit');
  if (
    about.version >= CREDENTIALS_SINCE &&
    about.version < CREDENTIALS_UNTIL &&
    hasCredentials(unit) &&
    (namespace || logs(unit, section))
  ) {
    const mount = escapePath(`/run/credentials/${unit.name.full}`, about.version);
    yield* dependOn(`${mount}.mount`, ['After'], 'implicit');
  }
}

/** The journal that a unit with LogNamespace= has to itself. */
function* ofNamespace(name: string, version: number): Iterable<Dependency> {
  yield* dependOn(`systemd-journald@${name}.socket`, ['After', 'Requires'], 'implicit');
  yield* dependOn(`systemd-journald-varlink@${name}.socket`, ['After', 'Requires'], 'implicit');
  if (version >= JOURNAL_SYNC_SINCE)
    yield* dependOn(`systemd-journald-sync@${name}.service`, ['After', 'Requires'], 'implicit');
}

function* execMounts(unit: EffectiveUnit, about: Circumstances): Iterable<MountsFor> {
  const section = ownSection(unit.type);
  const isWanting = about.version >= WANTS_MOUNTS_SINCE;
  const working = text(unit, section, 'WorkingDirectory');
  if (working) {
    const optional = working.text.startsWith('-');
    const path = optional ? working.text.slice(1) : working.text;
    if (path.startsWith('/') && (!optional || isWanting))
      yield { path, type: optional ? 'Wants' : 'Requires', item: working };
  } else if (about.manager === 'user' && isWanting && about.home) yield { path: about.home, type: 'Wants' };
  for (const key of ['RootDirectory', 'RootImage']) {
    const root = text(unit, section, key);
    if (root) yield { path: root.text, type: isWanting ? 'Wants' : 'Requires', item: root };
  }
  for (const key of EXEC_DIRECTORIES) {
    const base = baseOf(key, about);
    if (base === undefined) continue;
    for (const item of texts(unit, section, key)) {
      const [name = ''] = item.text.split(':');
      if (name) yield requiredMounts(`${base}/${name}`, item);
    }
  }
  if (about.manager !== 'system') return;
  // Since this version a unit without default dependencies has a /tmp of its own that is a file system of its own.
  const isEarly = about.version >= EARLY_TMP_SINCE && !hasDefaultDependencies(unit);
  const isVarWanted = about.version >= EARLY_TMP_SINCE && !isEarly;
  const disconnected = isVarWanted ? disconnectedTmp(unit, section) : undefined;
  if (disconnected) yield { path: '/var', type: 'Wants', item: disconnected };
  const temporary = privateTmp(unit, section, about.version);
  if (!temporary) return;
  if (isWanting && !isEarly) yield { path: '/tmp', type: 'Wants', item: temporary };
  if (about.version < TMP_MOUNT_SINCE) yield requiredMounts('/tmp', temporary);
  yield { path: '/var/tmp', type: isWanting ? 'Wants' : 'Requires', item: temporary };
}

/** The setting that gives the unit a /tmp of its own that is a directory of the machine's. */
function privateTmp(unit: EffectiveUnit, section: string, version: number) {
  const own = text(unit, section, 'PrivateTmp');
  if (own && (own.text === 'connected' || parseBoolean(own.text) === true)) return own;
  const dynamic = text(unit, section, 'DynamicUser');
  // Since 257 a dynamic user's own /tmp is a file system of its own.
  const implied = version < DISCONNECTED_SINCE && dynamic && parseBoolean(dynamic.text) === true;
  return implied ? dynamic : undefined;
}

/** The setting that gives the unit a /tmp of its own that is a file system of its own; for /var/tmp there must be /var. */
function disconnectedTmp(unit: EffectiveUnit, section: string) {
  if (text(unit, section, 'RootDirectory') || text(unit, section, 'RootImage')) return undefined;
  const own = text(unit, section, 'PrivateTmp');
  if (own) return own.text === 'disconnected' ? own : undefined;
  const dynamic = text(unit, section, 'DynamicUser');
  return dynamic && parseBoolean(dynamic.text) === true ? dynamic : undefined;
}

/** Whether output goes to the journal or the kernel's log (src/core/service.c, service_fix_stdio). */
function logs(unit: EffectiveUnit, section: string): boolean {
  if (unit.name.full === '-.mount') return false;
  const input = text(unit, section, 'StandardInput')?.text ?? 'null';
  const inherits = unit.type === 'service' && /^(tty|tty-force|tty-fail|socket|fd(:.*)?)$/.test(input);
  const output = text(unit, section, 'StandardOutput')?.text ?? (unit.type === 'service' ? 'inherit' : 'journal');
  const error = text(unit, section, 'StandardError')?.text ?? 'inherit';
  const isLog = (stream: string): boolean => /^(journal|kmsg|syslog)(\+console)?$/.test(stream);
  if (isLog(output) || isLog(error)) return true;
  return unit.type === 'service' && !inherits && output === 'inherit';
}

/** Whether the unit may use some devices only, so that those for images have to be allowed. */
function restrictsDevices(unit: EffectiveUnit, section: string): boolean {
  const isPrivate = text(unit, section, 'PrivateDevices');
  if (isPrivate && parseBoolean(isPrivate.text) === true) return true;
  const policy = text(unit, section, 'DevicePolicy');
  return (policy !== undefined && policy.text !== 'auto') || texts(unit, section, 'DeviceAllow').length > 0;
}

const WRITABLE = ['StateDirectory', 'CacheDirectory', 'LogsDirectory'];

/** The folder that a directory of a unit is made in (src/core/manager.c, lookup_paths of exec directories). */
function baseOf(key: (typeof EXEC_DIRECTORIES)[number], about: Circumstances): string | undefined {
  if (about.manager === 'system') return SYSTEM_BASES[key];
  if (key === 'RuntimeDirectory') return about.runtimeDirectory;
  if (about.home === undefined) return undefined;
  const hasStateHome = about.version >= STATE_HOME_SINCE;
  switch (key) {
    case 'StateDirectory':
      return `${about.home}/${hasStateHome ? '.local/state' : '.config'}`;
    case 'CacheDirectory':
      return `${about.home}/.cache`;
    case 'LogsDirectory':
      return `${about.home}/${hasStateHome ? '.local/state' : '.config'}/log`;
    case 'ConfigurationDirectory':
      return `${about.home}/.config`;
  }
}

const SYSTEM_BASES = {
  RuntimeDirectory: '/run',
  StateDirectory: '/var/lib',
  CacheDirectory: '/var/cache',
  LogsDirectory: '/var/log',
  ConfigurationDirectory: '/etc',
} as const;

const TMP_MOUNT_SINCE = 249;
const CREDENTIALS_SINCE = 254;
const CREDENTIALS_UNTIL = 257;
const STATE_HOME_SINCE = 254;
const JOURNAL_SYNC_SINCE = 256;
const DISCONNECTED_SINCE = 257;
const EARLY_TMP_SINCE = 258;
