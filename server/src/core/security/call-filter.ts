import { groupMembers, isSyscallGroup, syscallNames } from '../catalogue/syscalls.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import absentCalls from './absent-calls.json' with { type: 'json' };
import { assignments } from './assignments.ts';

/** The system calls that a service may make, as its filter says. */
export interface CallFilter {
  readonly isAllowList: boolean;
  /** Those that are allowed, or those that are denied. */
  readonly calls: ReadonlySet<string>;
}

/**
 * Puts the lines of `SystemCallFilter=` together as systemd does (src/core/load-fragment.c, config_parse_syscall_filter): the first one
 * decides whether calls are allowed or denied, and the others add and take away. Undefined where nothing is filtered.
 */
export function callFilter(unit: EffectiveUnit): CallFilter | undefined {
  let calls: Set<string> | undefined;
  let isAllowList = false;
  for (const { node, parsed, at } of assignments(unit, 'SystemCallFilter')) {
    if (parsed.outcome === 'reset') {
      calls = undefined;
      continue;
    }
    const inverted = node.value.startsWith('~');
    if (!calls) {
      isAllowList = !inverted;
      calls = new Set(isAllowList ? expanded('@default', at.version) : []);
    }
    for (const item of parsed.items) {
      const name = (inverted ? item.slice(1) : item).split(':', 1).join();
      // In a list of those that are allowed, a call that gives an error is one that is denied.
      const adds = inverted !== isAllowList;
      for (const call of expanded(name, at.version)) {
        if (adds) calls.add(call);
        else calls.delete(call);
      }
    }
  }
  return calls && (isAllowList || calls.size > 0) ? { isAllowList, calls } : undefined;
}

/**
 * Whether a filter lets a call of a group through; of a list of those that are allowed, one is enough (src/analyze/analyze-security.c,
 * syscall_names_in_filter). Calls that the architecture does not have do not count. (Systemd 248 and 249 had the comparison the wrong
 * way round; they are taken for the others.)
 */
export function letsThrough(filter: CallFilter, group: string, version: number, architecture: string): boolean {
  const absent = absentOn(architecture);
  for (const call of expanded(group, version)) {
    if (!absent.has(call) && filter.calls.has(call) === filter.isAllowList) return true;
  }
  return false;
}

/** The system calls of a group, or the call itself, as far as the libseccomp of a version knows them. */
function expanded(name: string, version: number): readonly string[] {
  if (!name.startsWith('@')) return syscallNames(version).has(name) ? [name] : [];
  if (!isSyscallGroup(name, version)) return [];
  return (groupMembers(name, version) ?? []).flatMap((member) => expanded(member, version));
}

/** The calls of the judged groups that an architecture does not have, as libseccomp's table (src/syscalls.csv) says. */
function absentOn(architecture: string): ReadonlySet<string> {
  const known = Object.entries(absentCalls).find(([name]) => name === architecture)?.[1] ?? absentCalls[USUAL];
  return new Set(known.split(' '));
}

/** What a machine is taken for of which nothing is known. */
export const USUAL = 'x86-64';
