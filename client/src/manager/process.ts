/**
 * The only place that starts programs. Arguments are an array and no shell is involved, so
 * that a unit name or a path with white space, quotes, `$` or `;` is passed unchanged.
 */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { resolvePath } from './local-files.ts';
import { type Outcome, ok, type Ran } from './outcome.ts';
import { LIFELINE, type SupervisorSaid, supervised } from './supervisor.ts';
import type { RunOptions } from './target.ts';
import { readJson } from './wire.ts';

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_LIMIT = 1024 * 1024;
/** How long a program that was asked to end gets before it is killed. */
const GRACE = 2_000;
/** Programs with a shorter limit come to an end by themselves when nobody is there any more to end them: they ask, and wait for an answer. */
const LONG = 120_000;
/** The longest that a timer can wait; of a longer one Node makes 1 ms. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Runs a program to its end and gives what it wrote. It runs in a process group of its own, and on cancel, timeout or
 * overflow the whole group is ended, children included. A program that cannot be found is `missing`; an exit status
 * other than 0 is still `ok`, as its meaning depends on the program.
 *
 * A program that may run for long has a supervisor (`supervisor.ts`), which ends it when this process is gone, however that died.
 */
export async function runProgram(argv: readonly string[], options: RunOptions = {}): Promise<Outcome<Ran>> {
  const [program, ...args] = argv;
  if (program === undefined) return { kind: 'missing', program: '' };
  if (argv.some((argument) => argument.includes('\0'))) {
    return { kind: 'refused', what: argv.join(' '), why: 'nul-byte' };
  }
  if (options.signal?.aborted) return { kind: 'cancelled' };

  const started = performance.now();
  const timeout = Math.min(options.timeout ?? DEFAULT_TIMEOUT, LONGEST_TIMER);
  const isLong = timeout === 0 || timeout > LONG;
  const child = isLong
    ? start(
        process.execPath,
        supervised(argv, options.orphaned),
        { ...options, env: { ...options.env, ...AS_NODE } },
        true,
      )
    : start(program, args, options);
  if ('code' in child) return await notStarted(program, options.cwd, child);
  const supervisor = isLong ? hearSupervisor(child) : undefined;
  const stdout = collector(options.limit ?? DEFAULT_LIMIT);
  const stderr = collector(options.limit ?? DEFAULT_LIMIT);
  let ended: 'cancelled' | 'timeout' | 'overflow' | undefined;
  const end = (why: 'cancelled' | 'timeout' | 'overflow') => {
    if (ended !== undefined) return;
    ended = why;
    endGroup(child);
  };
  const listen = (stream: 'stdout' | 'stderr', into: Collector) =>
    child[stream].on('data', (chunk: Buffer) => {
      options.onOutput?.(chunk, stream);
      if (!into.add(chunk) && options.overflow === 'stop') end('overflow');
    });
  listen('stdout', stdout);
  listen('stderr', stderr);

  const timer = timeout > 0 ? setTimeout(() => end('timeout'), timeout) : undefined;
  const cancel = () => end('cancelled');
  options.signal?.addEventListener('abort', cancel, { once: true });
  // A program that does not read its input closes the pipe, which is no failure.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);

  const { code, signal, error } = await closed(child);
  clearTimeout(timer);
  options.signal?.removeEventListener('abort', cancel);

  if (error !== undefined) return await notStarted(program, options.cwd, { code: codeOf(error) });
  const said = await supervisor;
  if (said?.code !== undefined) return await notStarted(program, options.cwd, { code: said.code });
  const ran: Ran = {
    argv,
    code: code ?? undefined,
    signal: signal ?? undefined,
    stdout: stdout.bytes(),
    stderr: new TextDecoder().decode(stderr.bytes()),
    truncated: stdout.truncated() || stderr.truncated(),
    pid: supervisor === undefined ? child.pid : said?.pid,
    milliseconds: performance.now() - started,
  };
  if (ended === 'cancelled') return { kind: 'cancelled' };
  if (ended === 'timeout') return { kind: 'timeout', ran, milliseconds: timeout };
  return { kind: 'ok', value: ran };
}

/** A program that is talked to line by line while it runs. */
export interface OpenProgram {
  send(line: string): void;
  onLine(take: (line: string) => void): void;
  readonly ended: Promise<{ readonly code: number | undefined; readonly stderr: string }>;
  close(): void;
}

/** Starts a program to talk to; it is ended by closing its standard input. */
export async function openProgram(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome<OpenProgram>> {
  const [program = '', ...args] = argv;
  const child = start(program, args, { env });
  if ('code' in child) return await notStarted(program, undefined, child);
  const stderr = collector(DEFAULT_LIMIT);
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));
  child.stdin.on('error', () => {});
  const ended = closed(child);
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (!started) return await notStarted(program, undefined, { code: codeOf((await ended).error) });
  return ok({
    send: (line) => child.stdin.write(`${line}\n`),
    // What comes before somebody listens waits in the pipe.
    onLine: (take) =>
      createInterface({ input: child.stdout })
        .on('line', take)
        .on('error', () => {}),
    ended: ended.then(({ code }) => ({
      code: code ?? undefined,
      stderr: new TextDecoder().decode(stderr.bytes()),
    })),
    close: () => child.stdin.end(),
  });
}

/** Why a program was not started. */
interface NotStarted {
  readonly code: string;
}

/**
 * Starts a program. Where there is none, Node tells it later, by the event `error`. It throws for arguments that are too long (E2BIG), and
 * where there are no descriptors left (EMFILE, ENFILE), the process has no streams.
 */
function start(
  program: string,
  args: readonly string[],
  { cwd, env }: Pick<RunOptions, 'cwd' | 'env'>,
  hasLifeline = false,
): ChildProcessWithoutNullStreams | NotStarted {
  try {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: hasLifeline ? ['pipe', 'pipe', 'pipe', 'pipe'] : 'pipe',
      detached: process.platform !== 'win32',
      windowsHide: true,
      shell: false,
    });
    if ((child.stdout as unknown) !== undefined) return child;
    child.once('error', () => {});
    return { code: 'EMFILE' };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

/** Has an Electron be a Node. */
const AS_NODE = { ELECTRON_RUN_AS_NODE: '1' };

/** What the supervisor tells of the program, once it has ended; nothing where it was ended before. */
async function hearSupervisor(child: ChildProcess): Promise<SupervisorSaid | undefined> {
  const lifeline = child.stdio[LIFELINE] as Readable;
  const heard = collector(DEFAULT_LIMIT);
  lifeline.on('data', (chunk: Buffer) => heard.add(chunk));
  lifeline.on('error', () => {});
  await closed(child);
  return readJson(new TextDecoder().decode(heard.bytes())) as SupervisorSaid | undefined;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

interface Closed {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error: NodeJS.ErrnoException | undefined;
}

function closed(child: ChildProcess): Promise<Closed> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal, error: undefined }));
  });
}

async function notStarted(program: string, cwd: string | undefined, { code }: NotStarted): Promise<Outcome<never>> {
  if (code !== 'ENOENT') return { kind: 'file', operation: 'read', path: program, code };
  // Node reports a missing working directory as if the program were missing.
  const folder = cwd === undefined ? undefined : await resolvePath(cwd);
  if (cwd !== undefined && folder?.kind === 'ok' && folder.value === undefined) {
    return { kind: 'file', operation: 'read', path: cwd, code: 'ENOENT' };
  }
  return { kind: 'missing', program };
}

function endGroup(child: ChildProcess): void {
  kill(child, 'SIGTERM');
  const timer = setTimeout(() => kill(child, 'SIGKILL'), GRACE);
  child.once('close', () => clearTimeout(timer));
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

interface Collector {
  /** False once there is more than fits. */
  add(chunk: Uint8Array): boolean;
  bytes(): Uint8Array;
  truncated(): boolean;
}

function collector(limit: number): Collector {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let over = false;
  return {
    add(chunk) {
      const fitting = chunk.subarray(0, limit - size);
      chunks.push(fitting);
      size += fitting.length;
      over ||= fitting.length < chunk.length;
      return !over;
    },
    bytes: () => new Uint8Array(Buffer.concat(chunks)),
    truncated: () => over,
  };
}
