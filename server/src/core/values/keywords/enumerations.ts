import { directive, enumeration, NEWEST_VERSION } from '../../catalogue/catalogue.ts';
import { lookUp, type Rows, type Table, table } from '../../text/table.ts';
import type { ValueContext } from '../grammar.ts';
import { readUnsigned } from '../numbers/numbers.ts';
import { parseBoolean } from './boolean.ts';

/** How one of systemd's parsers reads a word out of a string table. */
export interface Enumeration {
  /** The string table, by systemd's name, or the words themselves where the parser has no table. */
  readonly words: string | readonly Since[];
  /** The words that a boolean stands for, where the parser takes one. */
  readonly booleans?: { readonly yes: string; readonly no: string };
  /** The largest number that is taken as well as a word, by version; the words count from 0 unless `numbered` says otherwise. */
  readonly numbers?: readonly (readonly [number, number])[];
  readonly numbered?: Rows<number>;
  /** Other spellings of a word. */
  readonly aliases?: Rows<string>;
  /** An empty value goes back to the default; without this it is refused. */
  readonly emptyResets?: true;
}

/** Words and the systemd version that has them, oldest first. */
type Since = readonly [number, readonly string[]];

const YES_NO = { yes: 'yes', no: 'no' } as const;

/** Every parser function that reads one word of a few (src/core/load-fragment.c and src/shared/conf-parser.c). */
export const ENUMERATIONS: Table<Enumeration> = table({
  config_parse_collect_mode: { words: 'collect_mode' },
  config_parse_device_policy: { words: 'cgroup_device_policy' },
  config_parse_cpuset_partition: { words: 'cpuset_partition', emptyResets: true },
  config_parse_exec_keyring_mode: { words: 'exec_keyring_mode' },
  config_parse_protect_proc: { words: 'protect_proc' },
  config_parse_proc_subset: { words: 'proc_subset' },
  config_parse_private_bpf: { words: 'private_bpf', booleans: YES_NO },
  config_parse_private_tmp: { words: 'private_tmp', booleans: { yes: 'connected', no: 'no' } },
  config_parse_private_users: { words: 'private_users', booleans: { yes: 'self', no: 'no' } },
  config_parse_private_pids: { words: 'private_pids', booleans: YES_NO },
  config_parse_protect_control_groups: { words: 'protect_control_groups', booleans: YES_NO },
  config_parse_exec_utmp_mode: { words: 'exec_utmp_mode' },
  config_parse_job_mode: { words: 'job_mode' },
  config_parse_notify_access: { words: 'notify_access' },
  config_parse_protect_home: { words: 'protect_home', booleans: YES_NO },
  config_parse_protect_system: { words: 'protect_system', booleans: YES_NO },
  config_parse_exec_preserve_mode: { words: 'exec_preserve_mode', booleans: YES_NO },
  config_parse_runtime_preserve_mode: { words: 'exec_preserve_mode', booleans: YES_NO },
  config_parse_service_type: { words: 'service_type' },
  config_parse_service_exit_type: { words: 'service_exit_type' },
  config_parse_service_restart: { words: 'service_restart' },
  config_parse_service_restart_mode: { words: 'service_restart_mode' },
  config_parse_service_timeout_failure_mode: { words: 'service_timeout_failure_mode' },
  config_parse_socket_bind: { words: 'socket_address_bind_ipv6_only', booleans: { yes: 'ipv6-only', no: 'both' } },
  config_parse_oom_policy: { words: 'oom_policy' },
  config_parse_managed_oom_mode: { words: 'managed_oom_mode', emptyResets: true },
  config_parse_managed_oom_preference: { words: 'managed_oom_preference' },
  config_parse_pressure_watch: { words: 'cgroup_pressure_watch', booleans: YES_NO },
  config_parse_memory_pressure_watch: { words: 'cgroup_pressure_watch', booleans: YES_NO },
  config_parse_ip_tos: {
    words: 'ip_tos',
    numbers: [[0, 255]],
    numbered: { 'low-delay': 16, throughput: 8, reliability: 4, 'low-cost': 2 },
    emptyResets: true,
  },
  config_parse_numa_policy: { words: 'mpol', emptyResets: true },
  config_parse_socket_timestamping: {
    words: 'socket_timestamping',
    booleans: { yes: 'ns', no: 'off' },
    aliases: { nsec: 'ns', usec: 'us', µs: 'us', μs: 'us' },
  },
  config_parse_socket_defer_trigger: { words: 'socket_defer_trigger', booleans: YES_NO },
  config_parse_exec_memory_thp: { words: 'exec_memory_thp' },
  config_parse_memory_thp: { words: 'exec_memory_thp' },
  config_parse_kill_mode: { words: 'kill_mode', emptyResets: true },
  config_parse_exec_io_class: {
    words: 'ioprio_class',
    numbers: [
      [0, 8],
      [258, 7],
    ],
    emptyResets: true,
  },
  config_parse_exec_cpu_sched_policy: {
    words: 'sched_policy',
    numbers: [[0, 0x7fff_ffff]],
    numbered: { other: 0, fifo: 1, rr: 2, batch: 3, idle: 5, ext: 7 },
    emptyResets: true,
  },
  config_parse_emergency_action: { words: 'emergency_action' },
  config_parse_log_facility: { words: 'log_facility_unshifted', numbers: [[0, 127]] },
  config_parse_log_level: { words: 'log_level', numbers: [[0, 7]] },
  config_parse_exec_mount_flags: { words: [[0, ['shared', 'slave', 'private']]], emptyResets: true },
  config_parse_exec_mount_propagation_flag: { words: [[0, ['shared', 'slave', 'private']]], emptyResets: true },
});

/** The words that an enumeration has in a version. */
export function wordsOf(rule: Enumeration, version: number): readonly string[] {
  if (typeof rule.words === 'string') return enumeration(rule.words, version);
  return rule.words.findLast(([since]) => since <= version)?.[1] ?? [];
}

/** The word, as systemd's table spells it, or the number that a value stands for; undefined where systemd refuses it. */
export function readKeyword(rule: Enumeration, value: string, version: number): string | undefined {
  const truth = rule.booleans && parseBoolean(value);
  if (rule.booleans && truth !== undefined) return truth ? rule.booleans.yes : rule.booleans.no;
  const words = wordsOf(rule, version);
  if (words.includes(value)) return value;
  const alias = lookUp(rule.aliases, value);
  if (alias !== undefined || rule.numbers === undefined) return alias;
  const number = readUnsigned(value);
  if (typeof number !== 'number' || number > largestNumber(rule, version)!) return undefined;
  return numberedWord(rule, number, version) ?? String(number);
}

/** The word that a number stands for, where there is one. */
function numberedWord(rule: Enumeration, number: number, version: number): string | undefined {
  const words = wordsOf(rule, version);
  return rule.numbered ? words.find((word) => lookUp(rule.numbered, word) === number) : words[number];
}

/** The largest number that is taken as well as a word; undefined where none is. */
export function largestNumber(rule: Enumeration, version: number): number | undefined {
  return rule.numbers?.findLast(([since]) => since <= version)?.[1];
}

export function enumerationOf(at: ValueContext): Enumeration | undefined {
  return Object.hasOwn(ENUMERATIONS, at.parser) ? ENUMERATIONS[at.parser] : undefined;
}

/** The later version from which on the directive takes the word; undefined where none does. */
export function versionWith(word: string, at: ValueContext): number | undefined {
  for (let version = at.version + 1; version <= NEWEST_VERSION; version++) {
    const parser = directive(at.section, at.key, version)?.parser;
    const rule = parser !== undefined && Object.hasOwn(ENUMERATIONS, parser) ? ENUMERATIONS[parser] : undefined;
    if (rule && wordsOf(rule, version).includes(word)) return version;
  }
  return undefined;
}
