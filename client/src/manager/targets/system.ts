import { localOperations, type Operations } from '../operations.ts';
import { ok } from '../outcome.ts';
import type { Elevation, RunOptions, Target } from '../target.ts';

/** What the system's manager needs privileges for. */
type PrivilegedPart = Pick<Operations, 'acquire' | 'run' | 'write' | 'removeFolder'>;

/**
 * The system's service manager. What only looks runs as the user; what changes something runs through `privileged`,
 * which is the same thing for root and asks the person otherwise.
 */
export function systemTarget(elevation: Elevation, privileged: PrivilegedPart, isOpen: () => boolean): Target {
  const uses = (wanted: RunOptions['privileged']) => (wanted === 'if-open' ? isOpen() : wanted === true);
  return {
    id: 'system',
    kind: 'system',
    manager: 'system',
    host: undefined,
    elevation,
    get unlocked() {
      return isOpen();
    },
    acquire: privileged.acquire,
    run: (argv, options) => (uses(options?.privileged) ? privileged : localOperations).run(argv, options),
    read: localOperations.read,
    resolve: localOperations.resolve,
    write: privileged.write,
    removeFolder: privileged.removeFolder,
    unitDirectory: async () => ok('/etc/systemd/system'),
  };
}
