import { OLDEST_VERSION } from './catalogue.ts';
import syscallsJson from './data/syscalls.json' with { type: 'json' };
import { groupsAt, sinceOf, timeline, wordsAt } from './timeline.ts';

/**
 * The system calls that systemd can filter by name: those that libseccomp knows on any architecture. Which libseccomp goes with which
 * systemd is taken from Debian, see `server/tools/generate-catalogue.ts`.
 */
export function syscallNames(version: number): ReadonlySet<string> {
  return wordsAt(KNOWN, version);
}

/** The first recorded systemd version whose libseccomp knows the name. */
export function syscallSince(name: string): number | undefined {
  return sinceOf(KNOWN, name);
}

/** The groups, with their `@`. */
export function syscallGroups(version: number): readonly string[] {
  return groupsAt(GROUPS, version, OLDEST_VERSION);
}

export function isSyscallGroup(name: string, version: number): boolean {
  return syscallGroups(version).includes(name);
}

export function syscallGroupSince(name: string): number | undefined {
  return GROUPS.get(name)?.[0]?.[0];
}

/** What a group lists, other groups among it; undefined where there is no such group. */
export function groupMembers(name: string, version: number): readonly string[] | undefined {
  const members = GROUPS.get(name);
  if (!members || !isSyscallGroup(name, version)) return undefined;
  return name === '@known' ? [...syscallNames(version)].sort() : [...wordsAt(members, version)];
}

/** The system calls that a group comes to, the groups in it followed. */
export function groupCalls(name: string, version: number): ReadonlySet<string> {
  const calls = new Set<string>();
  for (const member of groupMembers(name, version) ?? []) {
    if (member.startsWith('@')) for (const call of groupCalls(member, version)) calls.add(call);
    else calls.add(member);
  }
  return calls;
}

const KNOWN = timeline(syscallsJson.known);
const GROUPS = new Map(Object.entries(syscallsJson.groups).map(([name, rows]) => [name, timeline(rows)]));
