import { say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { NumberRange } from './number-problem.ts';
import {
  INT32_MAX,
  INT64_MAX,
  type NumberFault,
  readInteger64,
  readUnsigned64,
  UINT32_MAX,
  UINT64_MAX,
} from './numbers.ts';

/** How one of systemd's parsers reads a number. */
export interface NumberRule extends NumberRange {
  readonly signed: boolean;
  /** An empty value goes back to the default; without this it is refused. */
  readonly emptyResets?: true;
  readonly infinity?: true;
  readonly percent?: true;
  /** Values worth offering. */
  readonly usual?: readonly string[];
}

const UNSIGNED = { signed: false, min: 0n, max: BigInt(UINT32_MAX) } as const;

/** Every parser function that reads one whole number (src/core/load-fragment.c and src/shared/conf-parser.c). */
export const NUMBERS: Table<NumberRule> = table({
  config_parse_unsigned: UNSIGNED,
  config_parse_int: { signed: true, min: -BigInt(INT32_MAX) - 1n, max: BigInt(INT32_MAX) },
  config_parse_long: { signed: true, min: -INT64_MAX - 1n, max: INT64_MAX },
  config_parse_tty_size: { ...UNSIGNED, emptyResets: true },
  config_parse_exec_nice: { signed: true, min: -20n, max: 19n, emptyResets: true },
  config_parse_exec_oom_score_adjust: { signed: true, min: -1000n, max: 1000n, emptyResets: true },
  config_parse_exec_io_priority: {
    signed: true,
    min: 0n,
    max: 7n,
    emptyResets: true,
    usual: ['0', '1', '2', '3', '4', '5', '6', '7'],
  },
  config_parse_exec_cpu_sched_prio: { signed: true, min: 0n, max: 99n },
  config_parse_swap_priority: { signed: true, min: -1n, max: 32_767n, emptyResets: true },
  config_parse_exit_status: { signed: false, min: 0n, max: 255n, emptyResets: true },
  config_parse_concurrency_max: { ...UNSIGNED, infinity: true, or: say`infinity`, emptyResets: true },
  config_parse_tasks_max: {
    signed: false,
    min: 1n,
    max: UINT64_MAX - 1n,
    infinity: true,
    percent: true,
    or: say`a percentage such as 10%, or infinity`,
    emptyResets: true,
  },
});

/** Reads a number as the rule has it. */
export function readIn(rule: NumberRule, text: string): bigint | NumberFault {
  const read = rule.signed ? readInteger64(text) : readUnsigned64(text);
  return typeof read === 'bigint' && (read < rule.min || read > rule.max) ? 'range' : read;
}
