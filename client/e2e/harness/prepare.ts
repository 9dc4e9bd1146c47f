import { codeServer } from '../../tools/code-server.ts';
import { say } from '../../tools/progress.ts';
import { missing } from './requirements.ts';
import { RELEASES, rootFileSystem } from './rootfs.ts';

/** Fills the cache before the first test, because that takes minutes where a test has seconds, and shows its progress. */
export async function setup(): Promise<void> {
  if (!(await missing('chromium'))) await attempt(codeServer);
  if (await missing('machine', 'debootstrap')) return;
  for (const release of RELEASES) await attempt(() => rootFileSystem(release));
}

/** What fails here fails again in the tests that need it, and there it is said; the other tests can still be run. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
}
