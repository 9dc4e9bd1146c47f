import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, type ProgramOptions, type ProgramResult, runProgram } from '../../tools/program.ts';
import { waitFor } from './wait.ts';

/**
 * A throw-away machine, in namespaces of its own over a copy-on-write view of a root file system (machine.sh tells how). It has a
 * loopback network of its own, an account `tester`, and forgets all but its folder when it is stopped.
 */
export interface Machine {
  /** A folder that is the same inside and outside. */
  readonly folder: string;
  /** Its PID 1, as this machine counts. */
  readonly pid: number;
  /** The command line, for this machine, of a command that runs inside. */
  command(argv: readonly string[], options?: InsideOptions): string[];
  /** Runs a command inside, as root unless told otherwise. */
  run(argv: readonly string[], options?: InsideOptions): Promise<ProgramResult>;
  stop(): Promise<void>;
}

export interface InsideOptions extends Pick<ProgramOptions, 'input' | 'timeout'> {
  readonly as?: Account;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export type Account = 'root' | 'tester';

type Init = 'systemd' | 'nothing';

export interface MachineOptions {
  /** The root file system to look through; this machine's own unless given. */
  readonly root?: string | undefined;
  /** What runs as PID 1; `nothing` makes a machine without a systemd manager. */
  readonly init?: Init;
  /** Folders of this machine to show inside, read-only: where they are here, and where they are inside. */
  readonly folders?: Readonly<Record<string, string>>;
}

/** The uid of `tester`: one of a person, because only persons have a journal of their own. */
export const TESTER = 1999;

/** Boots a throw-away machine, in half a second. Needs root. */
export async function startMachine(options: MachineOptions = {}): Promise<Machine> {
  const init = options.init ?? 'systemd';
  const folder = mkdtempSync(join(tmpdir(), 'ssu-'));
  chmodSync(folder, 0o755);
  const binds = Object.entries(options.folders ?? {}).map(([outside, inside]) => `${outside}:${inside}`);
  const child = spawn('bash', [fileURLToPath(new URL('machine.sh', import.meta.url)), folder, init], {
    env: { PATH: process.env['PATH'], ROOT: options.root ?? '/', TESTER: String(TESTER), BINDS: binds.join('\n') },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  let running = true;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => {
    running = false;
  });
  const stop = async () => {
    // It lives for as long as its standard input is open: it cannot outlast us, however we end.
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const pid = await waitFor('the machine to start', async () => {
      if (!running) throw new Error('The machine ended instead of starting.');
      return Number(readOrEmpty(join(folder, 'pid'))) || undefined;
    });
    const machine = describe(folder, pid, init, stop);
    if (init === 'systemd') await bootedSystem(machine);
    return machine;
  } catch (error) {
    const console = readOrEmpty(join(folder, 'console'));
    await stop();
    throw new Error(`The throw-away machine did not come up.\n${complaint}${console}`, { cause: error });
  }
}

function describe(folder: string, pid: number, init: Init, stop: () => Promise<void>): Machine {
  // Without a manager nobody makes a folder for a person's sockets.
  const more: Record<string, string> = init === 'nothing' ? {} : { XDG_RUNTIME_DIR: `/run/user/${TESTER}` };
  const command = (argv: readonly string[], options: InsideOptions = {}) =>
    inside(pid, argv, options.as === 'tester' ? { ...options, env: { ...more, ...options.env } } : options);
  return {
    folder,
    pid,
    command,
    run: (argv, options = {}) => {
      const { input, timeout = 60_000 } = options;
      return runProgram(command(argv, options), input === undefined ? { timeout } : { input, timeout });
    },
    stop,
  };
}

function inside(pid: number, argv: readonly string[], { as = 'root', cwd, env = {} }: InsideOptions): string[] {
  const tester = ['setpriv', '--reuid', String(TESTER), '--regid', String(TESTER), '--init-groups'];
  const variables: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    USER: as,
    LOGNAME: as,
    HOME: as === 'tester' ? '/home/tester' : '/root',
    ...env,
  };
  return [
    ...['nsenter', '--target', String(pid), '--all', '--'],
    ...(as === 'tester' ? tester : []),
    ...['env', '-i', '-C', cwd ?? '/', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...argv,
  ];
}

async function bootedSystem(machine: Machine): Promise<void> {
  await waitFor('the system manager', async () => {
    const { stdout } = await machine.run(['systemctl', 'is-system-running']);
    return ['running', 'degraded'].includes(stdout.trim());
  });
}

/** The version of the systemd in a root file system, 252 for example. */
export async function systemdVersion(root = '/'): Promise<number> {
  const said = await mustRun(root === '/' ? ['systemctl', '--version'] : ['chroot', root, 'systemctl', '--version']);
  return Number(/^systemd (\d+)/.exec(said)?.[1]);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
