import { ownSection } from '../catalogue/unit-type.ts';
import { parseBoolean } from '../values/keywords/boolean.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { accepts, LISTEN_KEYS } from '../workspace/sockets.ts';
import { triggeredBy } from '../workspace/triggers.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, dependOn } from './dependency.ts';
import { type MountsFor, requiredMounts } from './parts.ts';
import { hasDefaultDependencies, text, texts } from './texts.ts';

/** The unit that a socket without Accept=, a timer, a path or an automount starts, and the value that names it. */
export function triggered(unit: EffectiveUnit): Dependency | undefined {
  if (!TRIGGERING.has(unit.type) || (unit.type === 'socket' && accepts(unit))) return undefined;
  const { name, named } = triggeredBy(unit);
  // As it is for this unit: `Service=web@%i.service` of an instance names one.
  const item = named && text(unit, ownSection(unit.type), named.entry.directive.key);
  return { type: 'Triggers', on: item?.text ?? name, origin: 'implicit', item };
}

const TRIGGERING: ReadonlySet<string> = new Set(['socket', 'timer', 'path', 'automount']);

/**
 * Sockets, timers and paths (src/core/socket.c: socket_add_extras, socket_add_default_dependencies, socket_add_device_dependencies;
 * src/core/timer.c: timer_add_trigger_dependencies, timer_add_default_dependencies; src/core/path.c: path_add_extras,
 * path_add_default_dependencies).
 */
export function* triggerDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  const started = triggered(unit);
  if (started) yield* dependOn(started.on, ['Before', 'Triggers'], 'implicit', started.item);
  const device = unit.type === 'socket' ? text(unit, 'Socket', 'BindToDevice') : undefined;
  if (device && device.text !== 'lo' && about.devices) {
    const name = `sys-subsystem-net-devices-${device.text.replace(/[^A-Za-z0-9:_.]/g, escaped)}.device`;
    yield* dependOn(name, ['After', about.manager === 'system' ? 'BindsTo' : 'Wants'], 'implicit', device);
  }
  if (!hasDefaultDependencies(unit)) return;
  yield* dependOn(`${unit.type}s.target`, ['Before'], 'default');
  if (about.manager === 'system') yield* dependOn('sysinit.target', ['After', 'Requires'], 'default');
  const calendar =
    about.manager === 'system' && unit.type === 'timer' ? texts(unit, 'Timer', 'OnCalendar')[0] : undefined;
  if (calendar) {
    yield* dependOn('time-sync.target', ['After'], 'default', calendar);
    if (about.version >= TIME_SET_SINCE) yield* dependOn('time-set.target', ['After'], 'default', calendar);
  }
  yield* dependOn('shutdown.target', ['Before', 'Conflicts'], 'default');
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** The paths that a socket listens on, a path unit watches, or a timer keeps its time stamp in (timer_setup_persistent). */
export function* triggerMounts(unit: EffectiveUnit, about: Circumstances): Iterable<MountsFor> {
  switch (unit.type) {
    case 'socket':
      for (const key of LISTEN_KEYS) {
        if (NO_PATHS.has(key)) continue;
        for (const item of texts(unit, 'Socket', key))
          if (item.text.startsWith('/')) yield requiredMounts(item.text, item);
      }
      return;
    case 'path':
      for (const key of WATCHES) for (const item of texts(unit, 'Path', key)) yield requiredMounts(item.text, item);
      return;
    case 'timer': {
      const persistent = text(unit, 'Timer', 'Persistent');
      if (about.manager === 'system' && persistent && parseBoolean(persistent.text) === true)
        yield requiredMounts('/var/lib/systemd/timers', persistent);
    }
  }
}

/** Listeners whose addresses look like paths and are none. */
const NO_PATHS: ReadonlySet<string> = new Set(['ListenMessageQueue', 'ListenNetlink']);
const WATCHES = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];
const TIME_SET_SINCE = 248;
