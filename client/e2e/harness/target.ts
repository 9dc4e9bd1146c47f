import { PLAIN_OUTPUT } from '../../src/manager/operations.ts';
import { ok } from '../../src/manager/outcome.ts';
import { runProgram } from '../../src/manager/process.ts';
import type { Target } from '../../src/manager/target.ts';
import { userUnitDirectory } from '../../src/manager/targets/user.ts';
import { insideFiles, type RunThere } from './inside-files.ts';
import type { Account, Machine } from './machine.ts';
import type { Manager } from './manager.ts';

/** A throw-away manager as a target of the extension, with everything done by commands that run inside. */
export function targetOf(manager: Manager, env: Readonly<Record<string, string>> = {}): Target {
  return targetOn(manager.machine, manager.scope, { account: manager.account, env });
}

export function targetOn(
  machine: Machine,
  scope: 'user' | 'system',
  options: { readonly account: Account; readonly env?: Readonly<Record<string, string>> },
): Target {
  const run: RunThere = async (argv, { env, cwd, ...rest } = {}) => {
    const inside = { as: options.account, env: { ...PLAIN_OUTPUT, ...options.env, ...env } };
    const ran = await runProgram(machine.command(argv, cwd === undefined ? inside : { ...inside, cwd }), rest);
    // 127 is what env says of a program that it does not find.
    if (ran.kind === 'ok' && ran.value.code === 127) return { kind: 'missing', program: argv[0] ?? '' };
    return ran;
  };
  return {
    id: scope,
    kind: scope,
    manager: scope,
    host: undefined,
    elevation: 'direct',
    acquire: async () => ok(undefined),
    run,
    ...insideFiles(run),
    unitDirectory: async () =>
      scope === 'system' ? ok('/etc/systemd/system') : userUnitDirectory(run, '/home/tester'),
  };
}
