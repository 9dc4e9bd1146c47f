import { readText } from './local-files.ts';

/** A process, told from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in clock ticks since boot (field 22 of proc_pid_stat(5)); undefined where the system does not tell. */
  readonly start: string | undefined;
}

/** The process that has a number now. */
export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, start: await startOf(pid) };
}

export async function isAlive({ pid, start }: ProcessIdentity): Promise<boolean> {
  if (!exists(pid)) return false;
  const now = await startOf(pid);
  return start === undefined || now === undefined || now === start;
}

function exists(pid: number): boolean {
  try {
    // 0 and negative numbers mean groups of processes.
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readText(`/proc/${pid}/stat`);
  // The name of the program, in parentheses, may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
