import { braced, withoutComments } from './c-text.ts';
import { cFiles, readSource, type SourceTree } from './source-tree.ts';

/** The string tables that values are checked against, by systemd's own names. */
export const STRING_TABLES = [
  'collect_mode',
  'cgroup_device_policy',
  'cpuset_partition',
  'exec_keyring_mode',
  'protect_proc',
  'proc_subset',
  'private_bpf',
  'private_tmp',
  'private_users',
  'private_pids',
  'protect_control_groups',
  'protect_hostname',
  'exec_utmp_mode',
  'job_mode',
  'notify_access',
  'protect_home',
  'protect_system',
  'exec_preserve_mode',
  'service_type',
  'service_exit_type',
  'service_restart',
  'service_restart_mode',
  'service_timeout_failure_mode',
  'socket_address_bind_ipv6_only',
  'oom_policy',
  'managed_oom_preference',
  'managed_oom_mode',
  'cgroup_pressure_watch',
  'ip_tos',
  'mpol',
  'socket_timestamping',
  'socket_defer_trigger',
  'exec_memory_thp',
  'kill_mode',
  'exec_input',
  'exec_output',
  'ioprio_class',
  'sched_policy',
  'emergency_action',
  'netlink_family',
  'log_facility_unshifted',
  'log_level',
  'cgroup_controller',
  'partition_designator',
  'bpf_cgroup_attach_type',
  'open_file_flags',
  'rlimit',
  'static_signal',
  'nfproto',
  'nft_set_source',
  'coredump_filter',
  'architecture',
  'virtualization',
] as const;

const FOLDERS = ['src/basic', 'src/shared', 'src/core'];

/** The words of the tables that a tree has. */
export function readStringTables(tree: SourceTree): Map<string, readonly string[]> {
  const wanted: ReadonlySet<string> = new Set(STRING_TABLES);
  const found = new Map<string, readonly string[]>();
  for (const path of cFiles(tree, FOLDERS)) {
    for (const [name, words] of parseStringTables(readSource(tree, path))) {
      if (wanted.has(name) && !found.has(name)) found.set(name, words);
    }
  }
  return found;
}

/** The string tables of one C file: `static const char* const NAME_table[...] = { [X] = "word", ... };`. */
export function parseStringTables(source: string): Map<string, readonly string[]> {
  const text = withoutComments(source);
  const found = new Map<string, readonly string[]>();
  for (const match of text.matchAll(/\bconst char\s*\*\s*const\s+(\w+)_table\s*\[[^\]]*\]\s*=\s*\{/g)) {
    const words = [...braced(text, match.index).matchAll(/"([^"]*)"/g)].map((word) => word[1]!);
    found.set(match[1]!, words);
  }
  return found;
}
