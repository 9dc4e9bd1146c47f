import type { RunOptions } from '../target.ts';

/**
 * A program on another machine, wrapped so that its own output can be told from what comes before it: what a log-in shell's
 * start-up files write, sudo, or ssh. The wrapper announces on both streams that it becomes the program, and with which
 * process id.
 */
export interface Announced {
  /** The process id there; undefined where the program was never started. */
  readonly pid: number | undefined;
  /** The program is not there. */
  readonly missing: boolean;
  /** What was said before the announcement, or everything where there was none. */
  readonly before: Uint8Array;
  /** What the program wrote. */
  readonly output: Uint8Array;
}

/** The words that run a program there, from the folder and with the variables that the options name. */
export function announcing(argv: readonly string[], { cwd, env }: Pick<RunOptions, 'cwd' | 'env'>): string[] {
  const variables = Object.entries(env ?? {}).map(([name, value]) => `${name}=${value}`);
  return ['sh', '-c', WRAPPER, 'sh', cwd ?? '', ...variables, '--', ...argv];
}

/** Takes one stream apart. */
export function readAnnounced(stream: Uint8Array): Announced {
  const text = latin1(stream);
  const match = ANNOUNCEMENT.exec(text);
  if (match === null) return { pid: undefined, missing: false, before: stream, output: new Uint8Array() };
  const end = match.index + match[0].length;
  const missing = match[1] === 'missing';
  return {
    pid: missing ? undefined : Number(match[1]),
    missing,
    before: stream.subarray(0, match.index),
    output: stream.subarray(end),
  };
}

/** Passes on what a stream that comes in chunks holds after its announcement. */
export function afterAnnouncement(take: (chunk: Uint8Array) => void): (chunk: Uint8Array) => void {
  let head: Uint8Array | undefined = new Uint8Array();
  return (chunk) => {
    if (head === undefined) return take(chunk);
    head = new Uint8Array(Buffer.concat([head, chunk]));
    const { pid, output } = readAnnounced(head);
    if (pid === undefined) {
      // Nothing that is this far in could still be found.
      head = head.subarray(0, ROOM_BEFORE);
      return;
    }
    head = undefined;
    if (output.length > 0) take(output);
  };
}

/** How much may come before the announcement, and itself: on top of what is kept of a program's output. */
export const ROOM_BEFORE = 64 * 1024;

const ANNOUNCEMENT = /systemd-units:(\d+|missing)\n/;

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, ROOM_BEFORE)).toString('latin1');
}

/**
 * Arguments: the folder to run in, or nothing; variables; `--`; the program with its arguments. The text keeps to what every
 * log-in shell leaves alone between single quotes. Programs of an administrator are often not on the path of a log-in
 * without a terminal.
 */
const WRAPPER = [
  'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH',
  '[ -z "$1" ] || cd -- "$1" || exit 126; shift',
  'until [ "$1" = -- ]; do export "$1"; shift; done; shift',
  'command -v "$1" > /dev/null || { echo systemd-units:missing; exit 127; }',
  'echo systemd-units:$$ >&2; echo systemd-units:$$; exec "$@"',
].join('; ');
