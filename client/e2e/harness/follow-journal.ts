import { expect } from 'vitest';
import { followCommand } from '../../src/manager/journal.ts';
import type { Target } from '../../src/manager/target.ts';
import type { Machine } from './machine.ts';
import { waitFor } from './wait.ts';

/**
 * Follows the journal of a target until something new is in it, which is then enough, and gives what was said.
 *
 * @param journalctl What the command line of the one that follows is like, as the machine sees it: it must be gone afterwards.
 */
export async function followJournal(target: Target, machine: Machine, journalctl: string): Promise<string> {
  const abort = new AbortController();
  let said = '';
  const following = target.run(followCommand(''), {
    timeout: 0,
    limit: 0,
    signal: abort.signal,
    onOutput: (chunk) => {
      said += new TextDecoder().decode(chunk);
    },
  });
  const running = async () => (await machine.run(['pgrep', '-f', journalctl])).stdout.trim();
  await waitFor('journalctl', async () => (await running()) !== '');
  await target.run(['systemd-cat', 'echo', 'something new']);
  await waitFor('the entry', async () => said.includes('something new'));
  abort.abort();
  expect(await following).toEqual({ kind: 'cancelled' });
  await waitFor('journalctl to end', async () => (await running()) === '');
  return said;
}
