import { type Outcome, ok } from '../outcome.ts';
import { openProgram } from '../process.ts';
import type { Channel } from './client.ts';

/**
 * Starts the helper as the user that the editor runs as, in a session of its own, so that it outlives the editor. It
 * has only that user's privileges, also if they are root through sudo.
 */
export async function openHelper(helper: readonly string[]): Promise<Outcome<Channel>> {
  const opened = await openProgram(helper, { ELECTRON_RUN_AS_NODE: '1', SUDO_UID: '', PKEXEC_UID: '' });
  if (opened.kind !== 'ok') return opened;
  const { send, onLine, ended, close } = opened.value;
  return ok({ send, onLine, close, closed: ended.then(({ stderr }) => stderr) });
}
