import { localOperations } from './operations.ts';
import { systemTarget } from './system.ts';
import type { Target } from './target.ts';

/** The system manager of this machine, with privileges as this user can get them. */
export async function localSystemTarget(): Promise<Target> {
  if (process.getuid?.() === 0) return systemTarget('direct', localOperations);
  return systemTarget('none', localOperations);
}
