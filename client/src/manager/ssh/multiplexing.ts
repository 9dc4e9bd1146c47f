import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../process.ts';

/**
 * One log-in for many commands: ssh's own multiplexing (ControlMaster in ssh_config(5)). Its sockets are in a folder that
 * only this user can enter and that goes with the extension.
 */
export interface Multiplexing {
  /** The options that make ssh share a connection to the host; none where it cannot. */
  options(host: string): Promise<readonly string[]>;
  /** Ends what is shared, as far as it is ours. */
  dispose(): void;
}

/** Seconds that an idle connection is kept. */
const IDLE = 300;
/** The socket that ssh binds has 17 more characters at first; the shortest limit of a system is macOS's 104. */
const LONGEST_PATH = 104 - 17;

export function createMultiplexing(platform: string = process.platform): Multiplexing {
  // The Windows port of OpenSSH has no multiplexing.
  if (platform === 'win32') return { options: async () => [], dispose: () => {} };
  let folder: Promise<string | undefined> | undefined;
  const hosts = new Map<string, string>();
  return {
    options: async (host) => {
      const known = hosts.get(host);
      if (known === undefined && (await sharesAlready(host))) return [];
      folder ??= makeFolder();
      const made = await folder;
      if (made === undefined) return [];
      const path = join(made, createHash('sha256').update(host).digest('hex').slice(0, 12));
      if (path.length > LONGEST_PATH) return [];
      hosts.set(host, path);
      return controlOptions(path);
    },
    dispose: () => {
      const ending = [...hosts].map(([host, path]) => runProgram(['ssh', '-S', path, '-O', 'exit', '--', host]));
      void Promise.all(ending).then(async () => {
        const made = await folder;
        if (made !== undefined) await rm(made, { recursive: true, force: true });
      });
    },
  };
}

/** A connection that the person keeps open is used: there may have been a second factor to it. */
async function sharesAlready(host: string): Promise<boolean> {
  const asked = await runProgram(['ssh', '-O', 'check', '--', host], { timeout: 5_000 });
  return asked.kind === 'ok' && asked.value.code === 0;
}

/** The path is given with -S, which takes it as it is but for `%`. */
function controlOptions(path: string): string[] {
  return ['-S', path.replaceAll('%', '%%'), '-o', 'ControlMaster=auto', '-o', `ControlPersist=${IDLE}`];
}

/** A user's runtime folder has the shorter name, but may be that of another user after `sudo`. */
async function makeFolder(): Promise<string | undefined> {
  for (const parent of [process.env['XDG_RUNTIME_DIR'], tmpdir()]) {
    if (!parent) continue;
    try {
      return await mkdtemp(join(parent, 'sdu-'));
    } catch {
      // Then every command logs in by itself.
    }
  }
  return undefined;
}
