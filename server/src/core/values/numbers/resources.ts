import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import { INFINITY, readTimeSpan } from '../time/time-span.ts';
import { type NumberFault, readUnsigned64, UINT64_MAX } from './numbers.ts';
import { readSize } from './size.ts';

/** What one of the kernel's resource limits counts. */
export interface Resource {
  readonly kind: LimitKind;
  /** What a part of the value is: `a size`. */
  readonly noun: Message;
  /** What to write. */
  readonly write: Message;
  /** Values worth offering. */
  readonly usual?: readonly string[];
}

export type LimitKind = 'size' | 'seconds' | 'microseconds' | 'nice' | 'count';

const SIZE = {
  kind: 'size',
  noun: say`a size`,
  write: say`a size such as 64M, or infinity`,
  usual: ['64M', '1G'],
} as const;
const COUNT = { kind: 'count', noun: say`a number`, write: say`a number, or infinity` } as const;

/** By the argument that systemd's table gives the parser (src/basic/rlimit-util.c, rlimit_parse_table). */
export const RESOURCES: Table<Resource> = table({
  RLIMIT_CPU: {
    kind: 'seconds',
    noun: say`a time span`,
    write: say`a time span such as 5min, or infinity`,
    usual: ['1h'],
  },
  RLIMIT_FSIZE: SIZE,
  RLIMIT_DATA: SIZE,
  RLIMIT_STACK: SIZE,
  RLIMIT_CORE: { ...SIZE, usual: ['0', '1G'] },
  RLIMIT_RSS: SIZE,
  RLIMIT_NOFILE: { ...COUNT, usual: ['1024:524288', '65536'] },
  RLIMIT_AS: SIZE,
  RLIMIT_NPROC: { ...COUNT, usual: ['512'] },
  RLIMIT_MEMLOCK: SIZE,
  RLIMIT_LOCKS: COUNT,
  RLIMIT_SIGPENDING: COUNT,
  RLIMIT_MSGQUEUE: SIZE,
  RLIMIT_NICE: {
    kind: 'nice',
    noun: say`a nice level`,
    write: say`a nice level with its sign, such as -5 or +10, or a number from 0 to 40`,
    usual: ['-5', '+10'],
  },
  RLIMIT_RTPRIO: { ...COUNT, usual: ['0', '99'] },
  RLIMIT_RTTIME: {
    kind: 'microseconds',
    noun: say`a time span`,
    write: say`a time span such as 200ms (a bare number counts microseconds), or infinity`,
    usual: ['200ms'],
  },
});

/** Reads one limit as the kernel gets it (src/basic/rlimit-util.c, rlimit_parse_one). */
export function readLimit(text: string, kind: LimitKind, version?: number): bigint | NumberFault {
  if (text === 'infinity' && kind !== 'nice') return UINT64_MAX;
  switch (kind) {
    case 'size': {
      const read = readSize(text, 1024);
      return read.fault ?? below(read.bytes);
    }
    case 'count':
      return below(readUnsigned64(text));
    case 'seconds': {
      const read = readTimeSpan(text, version);
      if (read.fault) return read.fault;
      return read.time === INFINITY ? UINT64_MAX : (read.time + 999_999n) / 1_000_000n;
    }
    case 'microseconds': {
      const read = readTimeSpan(text, version, 1n);
      return read.fault ?? read.time;
    }
    case 'nice':
      return readNiceLimit(text);
  }
}

/** The largest number stands for infinity, which has a word of its own. */
function below(read: bigint | NumberFault): bigint | NumberFault {
  return typeof read === 'bigint' && read >= UINT64_MAX ? 'range' : read;
}

/** The kernel counts nice levels from 40 down to 1; with a sign they are written as everywhere else. */
function readNiceLimit(text: string): bigint | NumberFault {
  const sign = text[0];
  const signed = sign === '+' || sign === '-';
  const read = readUnsigned64(signed ? text.slice(1) : text);
  if (typeof read !== 'bigint') return read;
  if (sign === '+') return read > 19n ? 'range' : 20n - read;
  if (sign === '-') return read > 20n ? 'range' : 20n + read;
  return read > 40n ? 'range' : read;
}
