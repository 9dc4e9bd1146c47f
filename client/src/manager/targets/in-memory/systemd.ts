import type { Entry } from '../../target.ts';
import type { MemoryFiles } from './files.ts';

/** The result of a program of the simulated machine. */
export interface Said {
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** A unit as the simulated manager has it. */
export interface SimulatedUnit {
  active: 'active' | 'inactive' | 'failed';
  result: 'success' | 'resources' | 'exit-code';
  /** The addresses that are open; a socket loses them where they have changed at a reload. */
  open: readonly string[];
  invocation: number;
  loaded: Loaded;
}

/** An entry of the journal: the manager's about a unit, or one with fields of its own, which then say whose it is. */
interface Logged {
  readonly unit: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The files of a unit at the time when the manager read them. */
interface Loaded {
  readonly fragment: string | undefined;
  readonly dropIns: readonly string[];
  readonly text: string;
  /** Paths with their times: by these a manager knows that its files have changed. */
  readonly stamp: string;
}

/** A service manager over files in memory: as much of systemctl, systemd-analyze and journalctl as deploying uses. */
export interface SimulatedSystemd {
  /** Undefined for a program that it does not have. */
  run(argv: readonly string[]): Said | undefined;
  /** What the manager has of a unit; of one that is inactive, as it would load it now. */
  unit(name: string): SimulatedUnit;
  /** Units with `[Install]` that start by themselves. */
  readonly enabled: Set<string>;
  /** Addresses, as in `[::]:9001`, that another program holds. */
  readonly taken: Set<string>;
  /** What has been logged, oldest first. */
  readonly journal: Logged[];
  /** Units that the manager has, without those that it would forget. */
  known(): readonly string[];
}

/** @param packaged Where packages install units, which those in `directory` override. */
export function createSimulatedSystemd(files: MemoryFiles, directory: string, packaged: string): SimulatedSystemd {
  const folders = [directory, packaged];
  const units = new Map<string, SimulatedUnit>();
  const [enabled, taken] = [new Set<string>(), new Set<string>()];
  const journal: Logged[] = [];
  let invocations = 0;

  /** An inactive unit is not kept, so that it is read again whenever somebody asks for it (unit_may_gc in src/core/unit.c). */
  const unit = (name: string): SimulatedUnit => {
    const kept = units.get(name);
    if (kept !== undefined && kept.active !== 'inactive') return kept;
    const fresh: SimulatedUnit = kept ?? {
      active: 'inactive',
      result: 'success',
      open: [],
      invocation: 0,
      loaded: NOTHING,
    };
    fresh.loaded = load(files, folders, name);
    units.set(name, fresh);
    return fresh;
  };
  const log = (name: string, message: string) => journal.push({ unit: name, message: `${name}: ${message}` });
  const failed = (name: string, result: SimulatedUnit['result'], message: string): Said => {
    Object.assign(unit(name), { active: 'failed', result, open: [] });
    log(name, message);
    return { code: 1, stderr: `Job for ${name} failed.\n` };
  };
  const start = (name: string): Said => {
    const one = unit(name);
    one.loaded = one.active === 'active' ? one.loaded : load(files, folders, name);
    if (one.loaded.fragment === undefined) return { code: 5, stderr: `Unit ${name} not found.\n` };
    if (one.active === 'active') return { code: 0 };
    if (name.endsWith('.socket')) {
      const service = serviceOf(name, one.loaded.text);
      if (service !== undefined && unit(service).active === 'active') {
        return failed(name, 'resources', `Socket service ${service} already active, refusing.`);
      }
      const held = listensOf(one.loaded.text).find((address) => taken.has(address));
      if (held !== undefined) {
        return failed(name, 'resources', `Failed to create listening socket (${held}): Address already in use`);
      }
    }
    if (/^ExecStart=\/bin\/false$/m.test(one.loaded.text)) return failed(name, 'exit-code', 'Failed.');
    const ends = /^Type=oneshot$/m.test(one.loaded.text);
    invocations += 1;
    Object.assign(one, { active: ends ? 'inactive' : 'active', result: 'success', invocation: invocations });
    one.open = ends ? [] : listensOf(one.loaded.text);
    log(name, 'Started.');
    return { code: 0 };
  };
  const stop = (name: string): Said => {
    const one = unit(name);
    if (one.active === 'inactive' && one.loaded.fragment === undefined) {
      return { code: 5, stderr: `Failed to stop ${name}: Unit ${name} not loaded.\n` };
    }
    if (one.active === 'active') Object.assign(one, { active: 'inactive', open: [] });
    return { code: 0 };
  };
  const reload = (): Said => {
    for (const [name, one] of units) {
      const before = listensOf(one.loaded.text).join();
      one.loaded = load(files, folders, name);
      // The manager closes what is not in the file any more, and opens nothing before a restart (socket_coldplug).
      if (listensOf(one.loaded.text).join() !== before) one.open = [];
    }
    return { code: 0 };
  };
  const enable = (name: string, on: boolean): Said => {
    const { fragment, text } = load(files, folders, name);
    if (fragment === undefined) return { code: 1, stderr: `Unit file ${name} does not exist.\n` };
    if (!/^\[Install\]$/m.test(text))
      return { code: on ? 1 : 0, stderr: 'The unit files have no installation config.\n' };
    if (on) enabled.add(name);
    else enabled.delete(name);
    return { code: 0 };
  };
  const resetFailed = (name: string): Said => {
    const one = units.get(name);
    if (one === undefined) return { code: 1, stderr: `Failed to reset failed state: Unit ${name} not loaded.\n` };
    if (one.active === 'failed') Object.assign(one, { active: 'inactive', result: 'success' });
    return { code: 0 };
  };
  const needsReload = (name: string, one: SimulatedUnit) => one.loaded.stamp !== load(files, folders, name).stamp;
  const show = (name: string): string => {
    const one = unit(name);
    const { loaded, active, result, invocation } = one;
    const lines = [
      `Id=${name}`,
      `LoadState=${loaded.fragment === undefined ? 'not-found' : 'loaded'}`,
      `ActiveState=${active}`,
      `SubState=${active === 'inactive' ? 'dead' : active === 'failed' ? 'failed' : name.endsWith('.socket') ? 'listening' : 'running'}`,
      `Result=${result}`,
      `UnitFileState=${enabled.has(name) ? 'enabled' : 'disabled'}`,
      `FragmentPath=${loaded.fragment ?? ''}`,
      `DropInPaths=${loaded.dropIns.join(' ')}`,
      `NeedDaemonReload=${needsReload(name, one) ? 'yes' : 'no'}`,
      ...listensOf(loaded.text).map((address) => `Listen=${address} (Stream)`),
      `InvocationID=${invocation || ''}`,
      `Accept=${/^Accept=yes$/m.test(loaded.text) ? 'yes' : 'no'}`,
      `Triggers=${name.endsWith('.socket') ? (serviceOf(name, loaded.text) ?? '') : ''}`,
    ];
    return `${lines.join('\n')}\n`;
  };
  const showAll = (names: readonly string[]): Said => {
    const template = names.find((name) => name.includes('@.'));
    if (template === undefined) return { code: 0, stdout: names.map(show).join('\n') };
    // As manager_load_unit_prepare refuses it (src/core/manager.c).
    return { code: 1, stderr: `Failed to get properties: Unit name ${template} is missing the instance name.\n` };
  };
  const matches = (name: string, pattern: string): boolean => {
    const [before = '', after = ''] = pattern.split('*');
    return pattern.includes('*') ? name.startsWith(before) && name.endsWith(after) : name === pattern;
  };
  const listUnits = (patterns: readonly string[]): Said => {
    const names = [...units.keys()].filter((name) => patterns.some((pattern) => matches(name, pattern)));
    const listed = names.filter((name) => unit(name).active !== 'inactive').map((name) => ({ unit: name }));
    return { code: 0, stdout: JSON.stringify(listed) };
  };
  const listUnitFiles = (patterns: readonly string[]): Said => {
    const names = files.list(directory).filter((name) => patterns.some((pattern) => matches(name, pattern)));
    return { code: 0, stdout: JSON.stringify(names.map((name) => ({ unit_file: name }))) };
  };

  const systemctl = (argv: readonly string[]): Said | undefined => {
    const words = argv.slice(1).filter((word) => !word.startsWith('-'));
    const [verb, ...names] = words;
    const each = (act: (name: string) => Said): Said =>
      names.reduce<Said>(
        (worst, name) => {
          const said = act(name);
          return said.code > worst.code ? said : worst;
        },
        { code: 0 },
      );
    switch (verb) {
      case 'daemon-reload':
        return reload();
      case 'start':
        return each(start);
      case 'stop':
        return each(stop);
      case 'restart':
        return each((name) => {
          stop(name);
          return start(name);
        });
      case 'enable':
        return each((name) => enable(name, true));
      case 'disable':
        return each((name) => enable(name, false));
      case 'reset-failed':
        return each(resetFailed);
      case 'is-active':
        return { code: unit(names[0] ?? '').active === 'active' ? 0 : 3, stdout: `${unit(names[0] ?? '').active}\n` };
      case 'show':
        return showAll(names);
      case 'list-units':
        return listUnits(names);
      case 'list-unit-files':
        return listUnitFiles(names);
      case 'list-timers':
        return { code: 0, stdout: '[]' };
      default:
        return undefined;
    }
  };
  const journalctl = (argv: readonly string[]): Said => {
    if (argv.includes('--show-cursor')) return { code: 0, stdout: `-- cursor: ${journal.length}\n` };
    const after = Number(/^--after-cursor=(\d+)$/.exec(argv.at(-1) ?? '')?.[1] ?? 0);
    const entries = journal.slice(after).map(({ unit: name, message, fields = { UNIT: name } }, index) => {
      return JSON.stringify({ __CURSOR: String(after + index + 1), MESSAGE: message, PRIORITY: '6', ...fields });
    });
    return { code: 0, stdout: entries.join('\n') };
  };
  const verify = (argv: readonly string[]): Said => {
    const paths = argv.slice(argv.indexOf('--') + 1);
    const bad = paths.find((path) => !/^\[/m.test(textOf(files.read(path))));
    return bad === undefined ? { code: 0 } : { code: 1, stderr: `${bad}:1: Assignment outside of section.\n` };
  };

  return {
    run: (argv) => {
      switch (argv[0]) {
        case 'systemctl':
          return systemctl(argv);
        case 'systemd-analyze':
          return verify(argv);
        case 'journalctl':
          return journalctl(argv);
        default:
          return undefined;
      }
    },
    unit,
    enabled,
    taken,
    journal,
    known: () => [...units].filter(([, { active }]) => active !== 'inactive').map(([name]) => name),
  };
}

const NOTHING: Loaded = { fragment: undefined, dropIns: [], text: '', stamp: '' };

function load(files: MemoryFiles, folders: readonly string[], name: string): Loaded {
  const template = name.replace(/^([^@]*@)[^.]*\./, '$1.');
  const paths = [name, template].flatMap((one) => folders.map((folder) => `${folder}/${one}`));
  const fragment = paths.find((path) => isFile(files.read(path)));
  const folder = `${folders[0]}/${name}.d`;
  const names = files.list(folder).filter((one) => one.endsWith('.conf'));
  const dropIns = names.map((one) => `${folder}/${one}`);
  if (fragment === undefined) return NOTHING;
  const all = [fragment, ...dropIns].map((path) => [path, files.read(path)] as const);
  return {
    fragment,
    dropIns,
    text: all.map(([, entry]) => textOf(entry)).join('\n'),
    stamp: all.map(([path, entry]) => `${path} ${entry.kind === 'file' ? entry.modified : ''}`).join('\n'),
  };
}

/** What `ListenStream=` says, as a manager writes it. */
function listensOf(text: string): readonly string[] {
  return [...text.matchAll(/^ListenStream=(.*)$/gm)].map(([, value = '']) =>
    /^\d+$/.test(value) ? `[::]:${value}` : value,
  );
}

/** The service that a socket without `Accept=yes` starts. */
function serviceOf(socket: string, text: string): string | undefined {
  return /^Accept=yes$/m.test(text) ? undefined : socket.replace(/\.socket$/, '.service');
}

function isFile(entry: Entry): boolean {
  return entry.kind === 'file';
}

function textOf(entry: Entry): string {
  return entry.kind === 'file' ? new TextDecoder().decode(entry.bytes) : '';
}
