import { type Outcome, ok, outputText, succeeded } from './outcome.ts';
import { systemctl } from './systemctl.ts';
import type { RunOptions, Target } from './target.ts';

/** What a manager says of one unit. */
export interface UnitState {
  readonly unit: string;
  /** `loaded`, `not-found`, `bad-setting`, `error`, `masked`. */
  readonly load: string;
  readonly loadError: string | undefined;
  /** `active`, `inactive`, `failed`, `activating` … */
  readonly active: string;
  /** `listening`, `running`, `dead`, `failed` … */
  readonly sub: string;
  /** Why it failed: `resources`, `trigger-limit-hit`, `exit-code`, `start-limit-hit` …; `success` otherwise. */
  readonly result: string;
  readonly enabled: string;
  readonly fragment: string;
  readonly dropIns: readonly string[];
  /** Its files have changed since the manager read them. */
  readonly needsReload: boolean;
  /** What a socket listens on, as the manager writes it: `[::]:9999 (Stream)`. */
  readonly listens: readonly string[];
  readonly accepted: number | undefined;
  readonly connections: number | undefined;
  readonly refused: number | undefined;
  /** The units that it starts, as far as the manager can name them: an instance of a template it cannot. */
  readonly triggers: readonly string[];
  /** Accept=yes. */
  readonly accepts: boolean;
  /** What a path unit waits for, as the manager writes it: `/srv/in (PathExists)`. */
  readonly watches: readonly string[];
  readonly mainPid: number | undefined;
  /** Its main process, the present or the last one. */
  readonly execPid: number | undefined;
  /** How its main process last ended; undefined where none ever ran. */
  readonly exit: Exit | undefined;
  /** Set while the manager knows of a run of the unit, current or last. */
  readonly invocation: string | undefined;
}

type LookOptions = Pick<RunOptions, 'signal' | 'routine'>;

export interface Exit {
  readonly code: 'exited' | 'killed' | 'dumped';
  /** The exit status, or the number of the signal. */
  readonly status: number;
}

/** Whether a process ended as one that did its work. */
export function isGoodEnd({ code, status }: Exit): boolean {
  return code === 'exited' && status === 0;
}

/**
 * An address of the properties Listen and Paths with what it is: `[::]:9999 (Stream)`, `/run/x (PathExists)`.
 *
 * @returns the text itself as the address where it has no kind.
 */
export function splitKind(listen: string): { readonly address: string; readonly kind: string | undefined } {
  const [, address = listen, kind] = /^(.*) \(([A-Za-z]+)\)$/.exec(listen) ?? [];
  return { address, kind };
}

/** Asks for the state of some units, in the order of `units`. A unit that does not exist is one whose `load` says so. */
export async function readStates(
  target: Target,
  units: readonly string[],
  options: LookOptions = {},
): Promise<Outcome<readonly UnitState[]>> {
  if (units.length === 0) return ok([]);
  const argv = systemctl(target, 'show', units, [`--property=${PROPERTIES.join(',')}`]);
  const shown = succeeded(await target.run(argv, options));
  if (shown.kind !== 'ok') return shown;
  return ok(parseShow(outputText(shown.value)).map((properties, index) => stateFrom(properties, units[index] ?? '')));
}

export async function readState(target: Target, unit: string, options: LookOptions = {}): Promise<Outcome<UnitState>> {
  const states = await readStates(target, [unit], options);
  if (states.kind !== 'ok') return states;
  return ok(states.value[0] ?? stateFrom(new Map(), unit));
}

/** The instances of `foo@.service` that the manager has loaded, running or failed. */
export async function readInstances(
  target: Target,
  template: string,
  options: LookOptions = {},
): Promise<Outcome<readonly UnitState[]>> {
  const argv = systemctl(target, 'list-units', [instancesOf(template)], ['--all', '--full', '--output=json']);
  const listed = succeeded(await target.run(argv, options));
  if (listed.kind !== 'ok') return listed;
  return readStates(target, instanceNames(outputText(listed.value)), options);
}

/**
 * The states of the loaded units that match the patterns, to be compared with those of another time. It costs the manager a tenth of
 * what {@link readStates} does, however many units there are.
 */
export async function glance(target: Target, patterns: readonly string[]): Promise<Outcome<string>> {
  const argv = systemctl(target, 'list-units', patterns, ['--all', '--full', '--plain', '--no-legend']);
  const listed = succeeded(await target.run(argv, { routine: true }));
  return listed.kind === 'ok' ? ok(outputText(listed.value)) : listed;
}

/** Matches the instances of `foo@.service`. */
export function instancesOf(template: string): string {
  return template.replace('@.', '@*.');
}

/** The properties of each unit, by name: systemd orders them differently from version to version. */
export function parseShow(text: string): ReadonlyMap<string, readonly string[]>[] {
  return text
    .split('\n\n')
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const properties = new Map<string, string[]>();
      for (const line of block.split('\n')) {
        const equals = line.indexOf('=');
        if (equals < 0) continue;
        const [name, value] = [line.slice(0, equals), line.slice(equals + 1)];
        properties.set(name, [...(properties.get(name) ?? []), value]);
      }
      return properties;
    });
}

export function stateFrom(properties: ReadonlyMap<string, readonly string[]>, unit: string): UnitState {
  const text = (name: string) => properties.get(name)?.[0] ?? '';
  const number = (name: string) => (/^\d+$/.test(text(name)) ? Number(text(name)) : undefined);
  return {
    unit: text('Id') || unit,
    load: text('LoadState'),
    loadError: text('LoadError').trim() || undefined,
    active: text('ActiveState'),
    sub: text('SubState'),
    result: text('Result'),
    enabled: text('UnitFileState'),
    fragment: text('FragmentPath'),
    dropIns: text('DropInPaths').split(' ').filter(Boolean),
    needsReload: text('NeedDaemonReload') === 'yes',
    listens: properties.get('Listen') ?? [],
    accepted: number('NAccepted'),
    connections: number('NConnections'),
    refused: number('NRefused'),
    triggers: text('Triggers').split(' ').filter(Boolean),
    accepts: text('Accept') === 'yes',
    watches: properties.get('Paths') ?? [],
    mainPid: number('MainPID') || undefined,
    execPid: number('ExecMainPID') || undefined,
    exit: exitFrom(number('ExecMainCode'), number('ExecMainStatus')),
    invocation: text('InvocationID') || undefined,
  };
}

/** waitid's CLD_EXITED, CLD_KILLED and CLD_DUMPED. */
function exitFrom(code: number | undefined, status: number | undefined): Exit | undefined {
  const word = code === 1 ? 'exited' : code === 2 ? 'killed' : code === 3 ? 'dumped' : undefined;
  return word === undefined || status === undefined ? undefined : { code: word, status };
}

function instanceNames(json: string): string[] {
  try {
    const units: unknown = JSON.parse(json);
    if (!Array.isArray(units)) return [];
    return units.map((unit: { unit?: unknown }) => unit.unit).filter((name) => typeof name === 'string');
  } catch {
    return [];
  }
}

const PROPERTIES = [
  'Id',
  'LoadState',
  'LoadError',
  'ActiveState',
  'SubState',
  'Result',
  'UnitFileState',
  'FragmentPath',
  'DropInPaths',
  'NeedDaemonReload',
  'Listen',
  'NAccepted',
  'NConnections',
  'NRefused',
  'Triggers',
  'Accept',
  'Paths',
  'MainPID',
  'ExecMainPID',
  'ExecMainCode',
  'ExecMainStatus',
  'InvocationID',
];
