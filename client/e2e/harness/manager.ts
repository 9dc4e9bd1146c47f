import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProgramResult } from '../../tools/program.ts';
import { type Account, type InsideOptions, type Machine, TESTER } from './machine.ts';

/** A systemd manager of a throw-away machine, with whom a test talks as the account that it belongs to. */
export interface Manager {
  readonly machine: Machine;
  readonly scope: 'system' | 'user';
  readonly account: Account;
  /** Its folder for units, as this machine sees it. */
  readonly units: string;
  /** The home of its account, as this machine sees it; what `%h` stands for in its units. */
  readonly home: string;
  /** Runs a command inside, as the manager's account. */
  run(argv: readonly string[], options?: InsideOptions): Promise<ProgramResult>;
  /** `systemctl`, with `--user` where it takes that. */
  systemctl(...args: readonly string[]): Promise<ProgramResult>;
  /** The messages about a unit, oldest first. */
  journal(unit: string): Promise<string>;
  /** Writes a file of a unit, or any other in the unit folder, and gives its path as this machine sees it. */
  install(name: string, text: string): string;
  stop(): Promise<void>;
}

export function managerOf(machine: Machine, scope: Manager['scope']): Manager {
  const account = scope === 'system' ? 'root' : 'tester';
  const home = join(machine.folder, account);
  const units = scope === 'system' ? join(machine.folder, 'units') : join(home, '.config/systemd/user');
  const flag = scope === 'system' ? [] : ['--user'];
  const run: Manager['run'] = (argv, options) => machine.run(argv, { as: account, ...options });
  const systemctl: Manager['systemctl'] = (...args) => run(['systemctl', ...flag, '--no-pager', ...args]);
  makeFolder(units, account);
  return {
    machine,
    scope,
    account,
    units,
    home,
    run,
    systemctl,
    journal: async (unit) => {
      const ofUnit = scope === 'system' ? '--unit' : '--user-unit';
      const { stdout } = await run(['journalctl', '--no-pager', '--output=cat', ofUnit, unit]);
      return stdout;
    },
    install: (name, text) => {
      const file = join(units, name);
      makeFolder(dirname(file), account);
      writeFileSync(file, text);
      own(file, account);
      return file;
    },
    stop: machine.stop,
  };
}

function makeFolder(folder: string, account: Account): void {
  const first = mkdirSync(folder, { recursive: true });
  for (let made = folder; first && made.length >= first.length; made = dirname(made)) own(made, account);
}

function own(path: string, account: Account): void {
  if (account === 'tester') chownSync(path, TESTER, TESTER);
}
