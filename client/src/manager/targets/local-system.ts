import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { localOperations, type Operations } from '../operations.ts';
import type { Outcome } from '../outcome.ts';
import { type Channel, type PrivilegedOperations, privilegedOperations } from '../privileged/client.ts';
import { openWithPkexec } from '../privileged/open-pkexec.ts';
import { type OpenTerminal, openWithSudo } from '../privileged/open-sudo.ts';
import type { Elevation, Target } from '../target.ts';
import { systemTarget } from './system.ts';

/** The system manager of this machine, and what is left open when it is no longer needed. */
export interface LocalSystem {
  readonly target: Target;
  /** The helper that has the privileges, where there has to be one. */
  readonly helper: PrivilegedOperations | undefined;
  readonly dispose: () => void;
}

/**
 * The system manager of this machine, with privileges as this user can get them: root has them, a desktop asks through
 * polkit, otherwise sudo asks in a terminal.
 *
 * @param helper The command that starts the helper, to which pkexec or sudo is put in front.
 */
export async function localSystem(helper: readonly string[], openTerminal: OpenTerminal): Promise<LocalSystem> {
  const elevation = await findElevation();
  if (elevation === 'direct')
    return { target: systemTarget('direct', localOperations, () => true), helper: undefined, dispose: () => {} };
  if (elevation === 'none')
    return { target: systemTarget('none', NO_PRIVILEGES, () => false), helper: undefined, dispose: () => {} };
  const operations = privilegedOperations(async (signal, asks): Promise<Outcome<Channel>> => {
    if (elevation === 'sudo') return openWithSudo(helper, openTerminal, signal, asks);
    return openWithPkexec(helper);
  });
  return {
    target: systemTarget(elevation, operations, operations.isOpen),
    helper: operations,
    dispose: operations.dispose,
  };
}

async function findElevation(): Promise<Elevation> {
  if (process.getuid?.() === 0) return 'direct';
  // pkexec asks in a window; where there is no desktop, nobody would see it.
  const desktop = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (desktop && (await isInstalled('pkexec'))) return 'polkit';
  return (await isInstalled('sudo')) ? 'sudo' : 'none';
}

async function isInstalled(program: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    try {
      await access(join(folder, program), constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
    }
  }
  return false;
}

const refuse = async (): Promise<Outcome<never>> => ({ kind: 'unavailable', reason: 'no-privileges', detail: '' });

const NO_PRIVILEGES: Operations = {
  ...localOperations,
  acquire: refuse,
  run: refuse,
  write: refuse,
  removeFolder: refuse,
};
