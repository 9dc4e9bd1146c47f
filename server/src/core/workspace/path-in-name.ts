import { expandKnown, knownExpansion } from '../values/specifiers/specifiers.ts';
import type { Item } from './effective-unit.ts';
import { escapePath, HASHES_NAMES_SINCE, isTooLongForName } from './path-names.ts';

/** How a path goes with the name of the unit that stands for it. */
export interface PathInName {
  /** The path with its specifiers expanded, where all of them are known. */
  readonly path: string | undefined;
  /** The prefix that the unit would have to have; undefined where the path is not wholly known or has none. */
  readonly wanted: string | undefined;
  /** Whether systemd may find that name and path belong together. False only where it is certain that they do not. */
  readonly matches: boolean;
}

/**
 * Compares the path of a setting with the name of its unit (src/basic/unit-name.c, unit_name_from_path). A specifier whose expansion only
 * the machine knows may stand for anything; what is around it must still fit.
 */
export function pathInName({ text, entry }: Item, prefix: string, type: string): PathInName {
  const { version } = entry.at;
  const written = entry.node.value;
  let complete = true;
  let hasOwnPath = false;
  const path = written.includes('%')
    ? expandKnown(written, (letter) => {
        if (letter === 'y') hasOwnPath = true;
        const known = knownExpansion(letter, entry.at, { fact: () => undefined });
        if (known === undefined) complete = false;
        return known ?? UNKNOWN;
      }).text
    : text;
  const wanted = escapePath(path, version);
  // The path of the unit's own file holds its name, which therefore would have to hold itself.
  if (hasOwnPath) return { path: undefined, wanted: undefined, matches: false };
  if (complete) {
    const matches =
      wanted === prefix || (version >= HASHES_NAMES_SINCE && wanted !== undefined && isTooLongForName(wanted, type));
    return { path, wanted, matches };
  }
  return { path: undefined, wanted: undefined, matches: wanted === undefined || fits(wanted, prefix) };
}

/** Stands for what is not known; escaping leaves it as it is. */
const UNKNOWN = 'unknown:expansion';

/** What is not known may be empty, so that a dash beside it need not be there. */
function fits(wanted: string, prefix: string): boolean {
  const parts = wanted.split(new RegExp(`-?${UNKNOWN}-?`));
  const first = parts[0]!;
  const last = parts.at(-1)!;
  return prefix.startsWith(first) && prefix.endsWith(last) && prefix.length >= first.length + last.length;
}
