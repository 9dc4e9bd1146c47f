import { outputText } from './outcome.ts';
import type { RunOptions, Target } from './target.ts';

/** The first port that needs no privileges, where nobody has changed that (net.ipv4.ip_unprivileged_port_start). */
export const FIRST_UNPRIVILEGED = 1024;

/** The ports from there on that are not handed out to clients (net.ipv4.ip_local_port_range begins at 32768). */
const FIRST = FIRST_UNPRIVILEGED;
const LAST = 32_767;

/**
 * A TCP and UDP port at which nobody listens on a target, the next one after `port` where there is one; undefined where the target
 * cannot tell. Another program may take it in the meantime.
 */
export async function freePort(target: Target, port: number): Promise<number | undefined> {
  const taken = await listeningPorts(target);
  return taken && nextFree(port, taken);
}

/** The TCP and UDP ports at which somebody listens on a target; undefined where it cannot tell. */
export async function listeningPorts(
  target: Target,
  options: Pick<RunOptions, 'routine'> = {},
): Promise<ReadonlySet<number> | undefined> {
  const listed = await target.run(['ss', '-Hlntu'], { ...options, timeout: 5_000 });
  if (listed.kind !== 'ok' || listed.value.code !== 0) return undefined;
  return portsIn(outputText(listed.value));
}

/** The local ports that `ss -Hlntu` lists: its fifth column. */
export function portsIn(output: string): ReadonlySet<number> {
  const addresses = output.split('\n').map((line) => line.split(/\s+/)[4] ?? '');
  return new Set(addresses.map((address) => Number(address.slice(address.lastIndexOf(':') + 1))));
}

export function nextFree(port: number, taken: ReadonlySet<number>): number | undefined {
  const from = port >= FIRST && port < LAST ? port + 1 : port < FIRST ? 8000 + (port % 1000) : FIRST;
  for (let count = 0; count <= LAST - FIRST; count++) {
    const candidate = FIRST + ((from - FIRST + count) % (LAST - FIRST + 1));
    if (!taken.has(candidate)) return candidate;
  }
  return undefined;
}
