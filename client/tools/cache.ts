import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const PARTIAL = '.partial-';
const ABANDONED_AFTER_MS = 2 * 60 * 60 * 1000;

/** Where things too big for the tree are kept between runs: $XDG_CACHE_HOME, or ~/.cache, as the XDG base directories have it. */
export function cacheFolder(): string {
  const configured = process.env['XDG_CACHE_HOME'];
  const base = configured && isAbsolute(configured) ? configured : join(homedir(), '.cache');
  return join(base, 'systemd-socket-units');
}

/**
 * The folder `name` in the cache, made by `make` where it is not there yet. It is made under another name and renamed when it is
 * whole: a set-up that was cut short never counts, and of two at once the first to finish wins and the other uses its result.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const finished = join(cacheFolder(), name);
  if (await exists(finished)) return finished;
  await mkdir(cacheFolder(), { recursive: true });
  await removeAbandoned();
  const partial = await mkdtemp(join(cacheFolder(), name + PARTIAL));
  try {
    // Other accounts look into it as well, those of a throw-away machine for example.
    await chmod(partial, 0o755);
    await make(partial);
    await rename(partial, finished);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(finished))) throw error;
  }
  return finished;
}

/** Set-ups that were killed leave their folder behind; those that are old enough are surely not at work any more. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    if (!name.includes(PARTIAL)) continue;
    const folder = join(cacheFolder(), name);
    const changed = await stat(folder).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > ABANDONED_AFTER_MS) await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
