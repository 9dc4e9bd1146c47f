import type { Unavailable } from './outcome.ts';

/** Why systemctl got no answer, from what it says (src/shared/bus-util.c of 252, 257 and 262). */
export function reasonOf(stderr: string): Unavailable | undefined {
  if (/not been booted with systemd/.test(stderr)) return 'no-manager';
  if (/Failed to connect to .*(bus|scope)/i.test(stderr)) return 'no-bus';
  return undefined;
}
