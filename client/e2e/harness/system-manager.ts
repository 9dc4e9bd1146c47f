import { type MachineOptions, startMachine } from './machine.ts';
import { type Manager, managerOf } from './manager.ts';

/** Starts a throw-away system manager, to be talked to as root. */
export async function startSystemManager(options: Omit<MachineOptions, 'init'> = {}): Promise<Manager> {
  return managerOf(await startMachine(options), 'system');
}
