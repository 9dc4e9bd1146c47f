import { randomBytes } from 'node:crypto';
import { afterAnnouncement, announcing, ROOM_BEFORE, readAnnounced } from '../elsewhere/announced.ts';
import { posixFiles } from '../elsewhere/posix-files.ts';
import { PLAIN_OUTPUT } from '../operations.ts';
import { type Failure, type Outcome, ok, outputText, type Ran, succeeded } from '../outcome.ts';
import { LONGEST_TIMER } from '../process.ts';
import type { RunOptions, Target } from '../target.ts';

/**
 * The system manager of a container that systemd-machined knows. Everything runs inside, as a transient service of the
 * container's own manager (`systemd-run --machine`): so its own systemd verifies the units, its own curl sends the request,
 * and files have the owners that they have there. Only root may enter a container.
 *
 * @param here Runs a program on the machine that the container is on.
 */
export function containerTarget(name: string, here: Target['run'], isRoot: boolean): Target {
  const run: Target['run'] = isRoot ? (argv, options) => runInside(name, here, argv, options) : async () => NOT_ROOT;
  return {
    ...posixFiles(run),
    id: `container:${name}`,
    kind: 'container',
    manager: 'system',
    host: name,
    elevation: isRoot ? 'direct' : 'none',
    acquire: async () => (isRoot ? ok(undefined) : NOT_ROOT),
    run,
    unitDirectory: async () => ok('/etc/systemd/system'),
  };
}

/** The containers that run; none where systemd-machined is not there. */
export async function listContainers(here: Target['run']): Promise<readonly string[]> {
  const listed = succeeded(await here(['machinectl', '--no-pager', '--output=json', 'list'], { timeout: 5_000 }));
  return listed.kind === 'ok' ? containersIn(outputText(listed.value)) : [];
}

/** Of what machinectl lists, what has a manager that can be talked to: no virtual machines, and not this machine. */
export function containersIn(json: string): readonly string[] {
  try {
    const machines: unknown = JSON.parse(json);
    if (!Array.isArray(machines)) return [];
    return machines
      .filter((machine: { class?: unknown }) => machine.class === 'container')
      .map(({ machine }: { machine?: unknown }) => machine)
      .filter((name) => typeof name === 'string')
      .filter(isContainerName);
  } catch {
    return [];
  }
}

/** The name of a container in a target's id; undefined where it is none. */
export function containerOf(id: string): string | undefined {
  const name = /^container:(.+)$/.exec(id)?.[1];
  return name !== undefined && isContainerName(name) ? name : undefined;
}

/** machined's names are those of hosts; `.host` is the machine itself, and an `@` would name an account. */
function isContainerName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(name);
}

async function runInside(
  name: string,
  here: Target['run'],
  argv: readonly string[],
  { cwd, env, onOutput, privileged, limit = 1024 * 1024, timeout = 30_000, ...options }: RunOptions = {},
): Promise<Outcome<Ran>> {
  const unit = `systemd-units-${randomBytes(8).toString('hex')}.service`;
  const words = announcing(argv, { cwd, env: { ...PLAIN_OUTPUT, ...env } });
  // The program outlives the systemd-run that waits for it, and holds on to its streams until its unit is stopped.
  const stop = () => void here(['systemctl', `--machine=${name}`, '--no-ask-password', 'stop', '--', unit]);
  const filters = {
    stdout: afterAnnouncement((chunk) => onOutput?.(chunk, 'stdout')),
    stderr: afterAnnouncement((chunk) => onOutput?.(chunk, 'stderr')),
  };
  let [size, over] = [0, false];
  const timer = timeout > 0 ? setTimeout(stop, Math.min(timeout, LONGEST_TIMER)) : undefined;
  options.signal?.addEventListener('abort', stop, { once: true });
  const ran = await here([...enter(name, unit), '/bin/sh', ...words.slice(1).map(unexpanded)], {
    ...options,
    timeout,
    limit: limit + ROOM_BEFORE,
    onOutput: (chunk, stream) => {
      filters[stream](chunk);
      size += chunk.length;
      if (over || options.overflow !== 'stop' || size <= limit + ROOM_BEFORE) return;
      over = true;
      stop();
    },
  });
  clearTimeout(timer);
  options.signal?.removeEventListener('abort', stop);
  if (ran.kind === 'ok') return whatCame(argv, ran.value, limit);
  if (ran.kind !== 'timeout') return ran;
  const came = whatCame(argv, ran.ran, limit);
  return came.kind === 'ok' ? { ...ran, ran: came.value } : came;
}

/** As for a command of a unit, the manager would put the values of its variables in place of `$X`. */
function unexpanded(word: string): string {
  return word.replaceAll('$', '$$$$');
}

function enter(name: string, unit: string): string[] {
  const streams = ['--quiet', '--pipe', '--wait', '--collect', '--service-type=exec'];
  return ['systemd-run', `--machine=${name}`, `--unit=${unit}`, ...streams, '--'];
}

function whatCame(argv: readonly string[], ran: Ran, limit: number): Outcome<Ran> {
  const out = readAnnounced(ran.stdout);
  const err = readAnnounced(new TextEncoder().encode(ran.stderr));
  if (out.missing) return { kind: 'missing', program: argv[0] ?? '' };
  if (out.pid === undefined) return { kind: 'unavailable', reason: 'other', detail: ran.stderr.trim() };
  return ok({
    ...ran,
    argv,
    pid: out.pid,
    stdout: out.output.slice(0, limit),
    stderr: new TextDecoder().decode(err.pid === undefined ? err.before : err.output),
    truncated: ran.truncated || out.output.length > limit,
  });
}

const NOT_ROOT: Failure = { kind: 'unavailable', reason: 'no-privileges', detail: '' };
