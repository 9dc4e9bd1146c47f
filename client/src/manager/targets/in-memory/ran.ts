import type { Ran } from '../../outcome.ts';
import type { Said } from './systemd.ts';

/** A program that was run on a machine that is made up. */
export function ranOf(argv: readonly string[], { code, stdout = '', stderr = '' }: Said): Ran {
  const bytes = new TextEncoder().encode(stdout);
  return { argv, code, signal: undefined, stdout: bytes, stderr, truncated: false, pid: 7, milliseconds: 1 };
}
