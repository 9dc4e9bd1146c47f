import type { ManagerKind } from '../../../../../server/src/protocol/plan.ts';
import { type Failure, type Outcome, ok } from '../../outcome.ts';
import { objectionTo } from '../../privileged/agreement.ts';
import {
  type Agreement,
  type Elevation,
  type Entry,
  type FileEntry,
  isSpecial,
  isStill,
  type RunOptions,
  type Target,
} from '../../target.ts';
import { createMemoryFiles, type MemoryFiles } from './files.ts';
import { ranOf } from './ran.ts';
import { createSimulatedSystemd, type Said, type SimulatedSystemd } from './systemd.ts';

/** A machine with a service manager that exists in memory only, so that a test sees all of it and decides what goes wrong. */
export interface MachineInMemory {
  readonly target: Target;
  readonly files: MemoryFiles;
  readonly systemd: SimulatedSystemd;
  /** Everything that was asked of the target, in order. */
  readonly operations: readonly Operation[];
  /** What goes wrong; the first that strikes an operation counts. Counting begins anew. */
  break(...faults: readonly (Fault | readonly Fault[])[]): void;
  /** All that a deployment may change: every file and folder, and what the manager makes of its units. */
  picture(): Picture;
}

/** One thing that was asked of a target. */
export interface Operation {
  readonly kind: 'acquire' | 'run' | 'read' | 'write' | 'removeFolder' | 'resolve' | 'unitDirectory';
  /** Of a file operation. */
  readonly path: string;
  /** Of a program. */
  readonly argv: readonly string[];
  readonly privileged: boolean;
}

/** Something that goes wrong with some of the operations on a target. */
export interface Fault {
  /** Whether it strikes an operation. They are counted from 1, in the order in which they come. */
  readonly strikes: (operation: Operation, nth: number) => boolean;
  /** What happens on the machine just before the operation. */
  readonly meanwhile?: (machine: MachineInMemory) => void;
  /** What the caller is told: `instead` of the operation being carried out, or `after` it was. */
  readonly told?: { readonly when: 'instead' | 'after'; readonly failure: (operation: Operation) => Failure };
}

/** By path what is there, and by the name of a unit what the manager makes of it, as text. */
export type Picture = Readonly<Record<string, string>>;

export interface InMemoryOptions {
  readonly manager?: ManagerKind;
  readonly elevation?: Elevation;
  readonly directory?: string;
  /** Files that are there from the start, by path. */
  readonly files?: Readonly<Record<string, string | Entry>>;
  /** Programs by name, before systemd's own, which run where one of these gives nothing. */
  readonly programs?: Readonly<Record<string, (argv: readonly string[], options: RunOptions) => Said | undefined>>;
}

export function machineInMemory(options: InMemoryOptions = {}): MachineInMemory {
  const { manager = 'user', elevation = 'direct', directory = '/home/me/.config/systemd/user' } = options;
  const files = createMemoryFiles();
  files.makeFolder(directory);
  for (const [path, entry] of Object.entries(options.files ?? {})) {
    files.write(path, typeof entry === 'string' ? fileOf(entry) : entry);
  }
  const systemd = createSimulatedSystemd(files, directory, `/usr/lib/systemd/${manager}`);
  const operations: Operation[] = [];
  const agreed: Agreement[] = [];
  let [faults, count]: [readonly Fault[], number] = [[], 0];

  /** Carries an operation out, or what a fault makes of it. */
  const operate = async <T>(
    asked: Partial<Operation> & Pick<Operation, 'kind'>,
    act: () => Outcome<T>,
  ): Promise<Outcome<T>> => {
    const operation: Operation = { path: '', argv: [], privileged: false, ...asked };
    operations.push(operation);
    count += 1;
    const nth = count;
    const fault = faults.find(({ strikes }) => strikes(operation, nth));
    fault?.meanwhile?.(machine);
    if (fault?.told?.when === 'instead') return fault.told.failure(operation);
    const unagreed = elevation === 'direct' ? undefined : objectionToPrivileged(operation, agreed);
    if (unagreed !== undefined) return { kind: 'refused', what: unagreed, why: 'not-agreed' };
    const outcome = act();
    return fault?.told === undefined ? outcome : fault.told.failure(operation);
  };
  const run: Target['run'] = (argv, given = {}) =>
    operate({ kind: 'run', argv, privileged: given.privileged === true }, () => {
      if (given.signal?.aborted) return { kind: 'cancelled' };
      const program = options.programs?.[argv[0] ?? ''];
      const said = program?.(argv, given) ?? systemd.run(argv) ?? ofEveryMachine(argv);
      return said === undefined ? { kind: 'missing', program: argv[0] ?? '' } : ok(ranOf(argv, said));
    });

  const machine: MachineInMemory = {
    files,
    systemd,
    operations,
    target: {
      id: manager,
      kind: manager,
      manager,
      host: undefined,
      elevation,
      acquire: (given, signal) =>
        operate<void>({ kind: 'acquire', privileged: true }, () => {
          if (signal?.aborted) return { kind: 'cancelled' };
          agreed.push(given);
          return ok(undefined);
        }),
      run,
      read: (path) => operate({ kind: 'read', path }, () => ok(files.read(path))),
      write: (path, entry, was) =>
        operate<void>({ kind: 'write', path, privileged: true }, () => {
          if (isSpecial(entry)) return { kind: 'refused', what: path, why: 'special-mode' };
          if (!isStill(was, files.read(path))) return { kind: 'refused', what: path, why: 'changed-meanwhile' };
          return written(path, files.write(path, entry));
        }),
      removeFolder: (path) =>
        operate<void>({ kind: 'removeFolder', path, privileged: true }, () => ok(files.removeFolder(path))),
      unitDirectory: () => operate({ kind: 'unitDirectory' }, () => ok(directory)),
      resolve: (path) => operate({ kind: 'resolve', path }, () => ok(files.resolve(path))),
    },
    break: (...broken) => {
      faults = broken.flat();
      count = 0;
    },
    picture: () => pictureOf(files, systemd),
  };
  return machine;
}

function objectionToPrivileged({ kind, path, argv, privileged }: Operation, agreed: readonly Agreement[]) {
  if (kind === 'write' || kind === 'removeFolder') return objectionTo({ do: kind, path }, agreed);
  return kind === 'run' && privileged ? objectionTo({ do: kind, argv }, agreed) : undefined;
}

/** A file of some text, readable by all. */
export function fileOf(text: string, mode = 0o644): FileEntry {
  return { kind: 'file', bytes: new TextEncoder().encode(text), mode };
}

function pictureOf(files: MemoryFiles, systemd: SimulatedSystemd): Picture {
  const paths = files.all().map(([path, entry]) => [path, entryText(entry)] as const);
  const units = systemd.known().map((name) => {
    const { active, result, open } = systemd.unit(name);
    const stale = systemd.run(['systemctl', 'show', name])?.stdout?.includes('NeedDaemonReload=yes') ? ', stale' : '';
    return [name, `${active} ${result} ${open.join()}${stale}`] as const;
  });
  const enabled = [...systemd.enabled].map((name) => [`${name} enabled`, 'yes'] as const);
  return Object.fromEntries([...paths, ...units, ...enabled]);
}

function entryText(entry: Entry | undefined): string {
  if (entry === undefined) return 'folder';
  if (entry.kind === 'link') return `→ ${entry.to}`;
  if (entry.kind !== 'file') return entry.kind;
  const owner = `${entry.owner?.uid}:${entry.owner?.gid}`;
  return `${entry.mode.toString(8)} ${owner} ${entry.modified} ${new TextDecoder('latin1').decode(entry.bytes)}`;
}

function written(path: string, code: string | undefined): Outcome<void> {
  if (code === undefined) return ok(undefined);
  return { kind: 'file', operation: 'write', path, code } satisfies Failure;
}

function ofEveryMachine(argv: readonly string[]): Said | undefined {
  if (argv.join(' ') === 'printenv HOME') return { code: 0, stdout: '/home/me\n' };
  return undefined;
}
