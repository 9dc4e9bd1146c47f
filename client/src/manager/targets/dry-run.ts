import { localOperations } from '../operations.ts';
import type { Failure } from '../outcome.ts';
import type { Target } from '../target.ts';

/**
 * No manager at all: sockets are tried with systemd-socket-activate, as the user, and nothing is installed. Programs
 * run here, but nothing can be written.
 */
export function dryRunTarget(): Target {
  return {
    id: 'dry-run',
    kind: 'dry-run',
    manager: 'user',
    host: undefined,
    elevation: 'direct',
    acquire: async () => NOTHING_IS_INSTALLED,
    run: localOperations.run,
    read: localOperations.read,
    resolve: localOperations.resolve,
    write: async () => NOTHING_IS_INSTALLED,
    removeFolder: async () => NOTHING_IS_INSTALLED,
    unitDirectory: async () => NOTHING_IS_INSTALLED,
  };
}

const NOTHING_IS_INSTALLED: Failure = { kind: 'unavailable', reason: 'dry-run', detail: '' };
