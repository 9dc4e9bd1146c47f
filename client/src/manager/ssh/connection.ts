import { afterAnnouncement, announcing, ROOM_BEFORE, readAnnounced } from '../elsewhere/announced.ts';
import { PLAIN_OUTPUT } from '../operations.ts';
import { type Failure, type Outcome, ok, outputText, type Ran } from '../outcome.ts';
import { runProgram } from '../process.ts';
import type { RunOptions } from '../target.ts';
import { commandLine } from './command-line.ts';
import { isHost } from './host.ts';
import type { Multiplexing } from './multiplexing.ts';
import { troubleOf } from './trouble.ts';

/** A host that is reached with the person's own ssh: its configuration, its keys, its agent. */
export interface Connection {
  readonly host: string;
  /** The account there. Logs in if necessary; memoized. */
  account(): Promise<Outcome<Account>>;
  /** The last result of `account`, without asking. */
  readonly knownAccount: Account | undefined;
  /** Runs a program there, as that account or, with `sudo`, as root; sudo asks nothing. */
  run(argv: readonly string[], options?: ConnectionRunOptions): Promise<Outcome<Ran>>;
  /** The command that logs in where the person can see it, answer what ssh asks, and type a password. */
  logIn(): Promise<readonly string[]>;
  /** Forgets what was found out, so that the next command tries anew. */
  forget(): void;
}

export interface Account {
  readonly uid: number;
  readonly name: string;
  readonly home: string;
  readonly runtimeDirectory: string;
}

export type ConnectionRunOptions = Omit<RunOptions, 'privileged'> & { readonly sudo?: boolean };

/** How long a failed connection is remembered, so that the next operations do not wait for a dead host again. */
const REMEMBER_FAILURE = 1_500;

export function createConnection(host: string, multiplexing: Multiplexing): Connection {
  let asked: Promise<Outcome<Account>> | undefined;
  let known: Account | undefined;

  const account = () => {
    asked ??= askAccount(host, multiplexing).then((outcome) => {
      if (outcome.kind === 'ok') known = outcome.value;
      else setTimeout(forget, REMEMBER_FAILURE).unref();
      return outcome;
    });
    return asked;
  };
  const forget = () => {
    asked = undefined;
  };
  return {
    host,
    account,
    forget,
    get knownAccount() {
      return known;
    },
    run: async (argv, options) => {
      // The first command is one alone, so that the others find a connection to share.
      const who = await orCancelled(account(), options?.signal);
      if (who.kind !== 'ok') return who;
      const ran = await runOver(host, multiplexing, argv, options);
      if (ran.kind === 'unavailable' && ran.reason === 'no-connection') forget();
      return ran;
    },
    logIn: async () => {
      forget();
      return ['ssh', ...NOT_THE_PERSONS, ...(await multiplexing.options(host)), '--', host, 'true'];
    },
  };
}

/** A log-in cannot be cancelled, but waiting for it can. */
async function orCancelled<T>(outcome: Promise<Outcome<T>>, signal: AbortSignal | undefined): Promise<Outcome<T>> {
  if (signal === undefined) return outcome;
  const done = new AbortController();
  const cancelled = new Promise<Failure>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }), { once: true, signal: done.signal });
    if (signal.aborted) resolve({ kind: 'cancelled' });
  });
  return Promise.race([outcome, cancelled]).finally(() => done.abort());
}

async function askAccount(host: string, multiplexing: Multiplexing): Promise<Outcome<Account>> {
  if (!isHost(host)) return { kind: 'refused', what: host, why: 'bad-host' };
  const told = await runOver(host, multiplexing, ['sh', '-c', WHO], { timeout: 60_000 });
  if (told.kind !== 'ok') return told;
  const [uid, name, home, runtime] = outputText(told.value).split('\n');
  if (uid === undefined || !/^\d+$/.test(uid) || !home?.startsWith('/')) {
    return { kind: 'unavailable', reason: 'other', detail: told.value.stderr.trim() };
  }
  // Without PAM nobody tells a log-in where its runtime folder is.
  return ok({ uid: Number(uid), name: name ?? '', home, runtimeDirectory: runtime || `/run/user/${uid}` });
}

const WHO = 'id -u && id -un && echo "$HOME" && echo "$XDG_RUNTIME_DIR"';

async function runOver(
  host: string,
  multiplexing: Multiplexing,
  argv: readonly string[],
  { sudo, cwd, env, onOutput, limit = 1024 * 1024, ...options }: ConnectionRunOptions = {},
): Promise<Outcome<Ran>> {
  // Between here and there a NUL would get lost, and leave another argument.
  if (argv.some((word) => word.includes('\0'))) return { kind: 'refused', what: argv.join(' '), why: 'nul-byte' };
  const announced = announcing(argv, { cwd, env: { ...PLAIN_OUTPUT, ...env } });
  const command = commandLine(sudo ? ['sudo', '-n', '--', ...announced] : announced);
  const filter = onOutput === undefined ? undefined : byStream(onOutput);
  const ran = await runProgram(['ssh', ...ALWAYS, ...(await multiplexing.options(host)), '--', host, command], {
    ...options,
    limit: limit + ROOM_BEFORE,
    ...(filter !== undefined && { onOutput: filter }),
  });
  if (ran.kind === 'missing') return { kind: 'unavailable', reason: 'no-ssh', detail: ran.program };
  if (ran.kind === 'ok') return whatCame(argv, ran.value, limit, sudo ?? false);
  if (ran.kind !== 'timeout') return ran;
  const came = whatCame(argv, ran.ran, limit, sudo ?? false);
  return came.kind === 'ok' ? { ...ran, ran: came.value } : noConnection(ran.ran.stderr);
}

/** What is configured for the person's own sessions, and is in the way of a command: forwardings, another command. */
const NOT_THE_PERSONS = ['-o', 'ClearAllForwardings=yes', '-o', 'ForwardX11=no', '-o', 'RemoteCommand=none'];

/**
 * No terminal and no questions, as nobody would see them; an end to connections that are dead; and of ssh's own words only the
 * errors, not the host's greeting.
 */
const ALWAYS = [
  ...['-T', '-o', 'BatchMode=yes', '-o', 'LogLevel=ERROR', ...NOT_THE_PERSONS],
  ...['-o', 'ConnectTimeout=15', '-o', 'ServerAliveInterval=10', '-o', 'ServerAliveCountMax=3'],
];

/** ssh's own exit status where there is no connection, or no longer one. None of the programs that are run here has it. */
const SSH_FAILED = 255;

/** What the program did, apart from what ssh, sudo and the log-in shell had to say. */
function whatCame(argv: readonly string[], ran: Ran, limit: number, sudo: boolean): Outcome<Ran> {
  const out = readAnnounced(ran.stdout);
  const err = readAnnounced(new TextEncoder().encode(ran.stderr));
  if (out.missing) return { kind: 'missing', program: argv[0] ?? '' };
  if (out.pid === undefined) return notStarted(ran, sudo);
  const stderr = new TextDecoder().decode(err.pid === undefined ? err.before : err.output);
  if (ran.code === SSH_FAILED) return connectionLost(stderr);
  return ok({
    ...ran,
    argv,
    pid: out.pid,
    stdout: out.output.slice(0, limit),
    stderr,
    truncated: ran.truncated || out.output.length > limit,
  });
}

function notStarted(ran: Ran, sudo: boolean): Failure {
  if (ran.code === SSH_FAILED) return noConnection(ran.stderr.trim() || 'Connection closed');
  if (sudo) return { kind: 'unavailable', reason: 'no-privileges', detail: ran.stderr.trim() };
  const said = ran.stderr.trim() || outputText(ran).trim();
  return { kind: 'unavailable', reason: 'other', detail: said.slice(0, 2000) };
}

/** ssh may say why, among what the program said; a connection that is shared ends without a word. */
function connectionLost(stderr: string): Failure {
  const words = stderr.split('\n').filter((line) => troubleOf(line) === 'lost');
  return noConnection(words.join('\n') || 'Connection closed');
}

function noConnection(stderr: string): Failure {
  return { kind: 'unavailable', reason: 'no-connection', detail: stderr.trim() };
}

function byStream(take: NonNullable<RunOptions['onOutput']>): NonNullable<RunOptions['onOutput']> {
  const filters = {
    stdout: afterAnnouncement((chunk) => take(chunk, 'stdout')),
    stderr: afterAnnouncement((chunk) => take(chunk, 'stderr')),
  };
  return (chunk, stream) => filters[stream](chunk);
}
