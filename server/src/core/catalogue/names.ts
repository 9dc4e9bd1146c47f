import { OLDEST_VERSION } from './catalogue.ts';
import namesJson from './data/names.json' with { type: 'json' };
import { groupsAt, sinceOf, timeline, wordsAt } from './timeline.ts';

/** A name that stands for a number: `CAP_KILL` is 5. */
export type Constant = readonly [name: string, number: number];

/** The kernel's capabilities, in order of their numbers. */
export const CAPABILITIES: readonly Constant[] = namesJson.capabilities as unknown as readonly Constant[];
/** The names of errors; several may have one number. */
export const ERRNOS: readonly Constant[] = namesJson.errnos as unknown as readonly Constant[];
/** The address families of sockets, without AF_UNSPEC; several names may have one number. */
export const ADDRESS_FAMILIES: readonly Constant[] = namesJson.addressFamilies as unknown as readonly Constant[];

/** A name for the exit status of a process, and the standard it comes from. */
export interface ExitStatus {
  readonly name: string;
  readonly number: number;
  readonly from: 'libc' | 'lsb' | 'bsd' | 'systemd';
}

/** The names of exit statuses that a version knows, in order of their numbers. */
export function exitStatuses(version: number): readonly ExitStatus[] {
  const rows = namesJson.exitStatuses as unknown as readonly [string, number, ExitStatus['from'], number][];
  return rows
    .filter(([, , , since]) => since <= Math.max(version, OLDEST_VERSION))
    .map(([name, number, from]) => ({ name, number, from }));
}

/** The architectures that SystemCallArchitectures= takes. */
export function seccompArchitectures(version: number): ReadonlySet<string> {
  return wordsAt(ARCHITECTURES, version);
}

export function seccompArchitectureSince(name: string): number | undefined {
  return sinceOf(ARCHITECTURES, name);
}

/** The kinds of namespaces, by the names that RestrictNamespaces= takes. */
export function namespaces(version: number): ReadonlySet<string> {
  return wordsAt(NAMESPACES, version);
}

/** The types of file systems that systemd knows by name. */
export function filesystems(version: number): ReadonlySet<string> {
  return wordsAt(FILESYSTEMS, version);
}

/** The groups of file systems, with their `@`. */
export function filesystemGroups(version: number): readonly string[] {
  return groupsAt(FILESYSTEM_GROUPS, version, OLDEST_VERSION);
}

/** The file systems in a group; undefined where there is no such group. */
export function filesystemGroupMembers(name: string, version: number): readonly string[] | undefined {
  const members = FILESYSTEM_GROUPS.get(name);
  if (!members) return undefined;
  return [...(name === '@known' ? filesystems(version) : wordsAt(members, version))].sort();
}

const ARCHITECTURES = timeline(namesJson.seccompArchitectures);
const NAMESPACES = timeline(namesJson.namespaces);
const FILESYSTEMS = timeline(namesJson.filesystems);
const FILESYSTEM_GROUPS = new Map(
  Object.entries(namesJson.filesystemGroups).map(([name, rows]) => [name, timeline(rows)]),
);
