import type { ManagerKind } from '../../../../server/src/protocol/plan.ts';
import { posixFiles } from '../elsewhere/posix-files.ts';
import { ok } from '../outcome.ts';
import type { Connection } from '../ssh/connection.ts';
import type { RunOptions, Target } from '../target.ts';
import { userUnitDirectory } from './user.ts';

/**
 * A manager of another machine, reached with the person's own ssh. Of the system's manager what only looks runs as the
 * account that ssh logs in as; what changes something runs as root: directly where the account is root, otherwise through
 * sudo, which must not need to ask. A password is neither asked for nor kept.
 */
export function sshTarget(connection: Connection, manager: ManagerKind): Target {
  let open = false;
  const isRoot = () => connection.knownAccount?.uid === 0;
  const wantsSudo = (privileged: RunOptions['privileged']) =>
    manager === 'system' && !isRoot() && (privileged === 'if-open' ? open : privileged === true);

  const run: Target['run'] = async (argv, { privileged, env, ...options } = {}) => {
    const account = await connection.account();
    if (account.kind !== 'ok') return account;
    const runtime = manager === 'user' ? { XDG_RUNTIME_DIR: account.value.runtimeDirectory } : {};
    return connection.run(argv, { ...options, env: { ...runtime, ...env }, sudo: wantsSudo(privileged) });
  };

  return {
    ...posixFiles(run),
    id: sshTargetId(connection.host, manager),
    kind: 'ssh',
    manager,
    host: connection.host,
    get elevation() {
      return manager === 'user' || isRoot() ? 'direct' : 'sudo';
    },
    acquire: async (_, signal) => {
      const allowed = await run(['true'], { privileged: true, signal });
      open = allowed.kind === 'ok';
      return allowed.kind === 'ok' ? ok(undefined) : allowed;
    },
    run,
    unitDirectory: async () => {
      if (manager === 'system') return ok('/etc/systemd/system');
      const account = await connection.account();
      return account.kind === 'ok' ? userUnitDirectory(run, account.value.home) : account;
    },
  };
}

export function sshTargetId(host: string, manager: ManagerKind): string {
  return `ssh:${host}:${manager}`;
}

/** Takes an id apart; undefined where it is none of these. */
export function readSshTargetId(id: string): { readonly host: string; readonly manager: ManagerKind } | undefined {
  const [, host, manager] = /^ssh:(.+):(user|system)$/.exec(id) ?? [];
  return host === undefined ? undefined : { host, manager: manager as ManagerKind };
}
