import { type Outcome, ok } from '../outcome.ts';
import { openProgram } from '../process.ts';
import type { Channel } from './client.ts';

/** Starts the helper through pkexec, which asks in a window of the desktop. */
export async function openWithPkexec(helper: readonly string[]): Promise<Outcome<Channel>> {
  const opened = await openProgram(['pkexec', ...helper]);
  if (opened.kind !== 'ok') return opened;
  const { send, onLine, ended, close } = opened.value;
  // 126 is a dismissed prompt, 127 a refusal or nobody who could ask (pkexec(1)).
  const closed = ended.then(({ code, stderr }) => stderr.trim() || `pkexec: ${code}`);
  return ok({ send, onLine, closed, close });
}
