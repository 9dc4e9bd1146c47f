import { type MachineOptions, startMachine, TESTER } from './machine.ts';
import { type Manager, managerOf } from './manager.ts';
import { waitFor } from './wait.ts';

/** Starts a throw-away user manager, of the account `tester` on a machine whose system manager that account may not command. */
export async function startUserManager(options: Omit<MachineOptions, 'init'> = {}): Promise<Manager> {
  const machine = await startMachine(options);
  try {
    const manager = managerOf(machine, 'user');
    const started = await machine.run(['systemctl', 'start', `user@${TESTER}.service`]);
    if (started.code !== 0) {
      const journal = await machine.run(['journalctl', '--no-pager', '--unit', `user@${TESTER}.service`]);
      throw new Error(`The user manager did not start.\n${started.stderr}\n${journal.stdout}`);
    }
    await waitFor(
      'the user manager',
      async () => (await manager.systemctl('is-system-running')).stdout.trim() === 'running',
    );
    return manager;
  } catch (error) {
    await machine.stop();
    throw error;
  }
}
