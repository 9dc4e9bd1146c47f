import { homedir } from 'node:os';
import { posix } from 'node:path';
import { localOperations } from '../operations.ts';
import { type Outcome, ok, outputText, succeeded } from '../outcome.ts';
import type { RunOptions, Target } from '../target.ts';

/** The service manager of the user that the editor runs as: `systemctl --user`. Needs no privileges. */
export function userTarget(): Target {
  const env = userManagerEnvironment();
  const run = async (argv: readonly string[], options?: RunOptions) =>
    localOperations.run(argv, { ...options, env: { ...(await env), ...options?.env } });
  return {
    ...localOperations,
    id: 'user',
    kind: 'user',
    manager: 'user',
    host: undefined,
    elevation: 'direct',
    run,
    unitDirectory: () => userUnitDirectory(run, homedir()),
  };
}

/**
 * The folder for the user's own units, as the manager itself has it: it may run with another XDG_CONFIG_HOME than the
 * editor. Falls back on the standard place below `home`.
 */
export async function userUnitDirectory(run: Target['run'], home: string): Promise<Outcome<string>> {
  const shown = succeeded(await run(['systemctl', '--user', 'show', '--property=UnitPath', '--value']));
  if (shown.kind !== 'ok') return shown;
  return ok(ownFolderOf(outputText(shown.value)) ?? posix.join(home, '.config/systemd/user'));
}

/** Of a manager's UnitPath, the first folder that is persistent and meant for people. */
export function ownFolderOf(unitPath: string): string | undefined {
  return unitPath
    .trim()
    .split(/\s+/)
    .find((path) => path.endsWith('/systemd/user') && !/^\/(run|etc|usr|lib)\//.test(path));
}

/**
 * A session that was not set up by logind (su, some containers, some remote hosts) lacks XDG_RUNTIME_DIR, or has one
 * where no manager is; the manager's usual place is tried then.
 */
async function userManagerEnvironment(): Promise<Readonly<Record<string, string>>> {
  const uid = process.getuid?.();
  if (uid === undefined) return {};
  const usual = `/run/user/${uid}`;
  for (const folder of [process.env['XDG_RUNTIME_DIR'], usual]) {
    if (folder === undefined || folder === '') continue;
    const socket = await localOperations.resolve(posix.join(folder, 'systemd/private'));
    if (socket.kind === 'ok' && socket.value !== undefined) return { XDG_RUNTIME_DIR: folder };
  }
  return {};
}
