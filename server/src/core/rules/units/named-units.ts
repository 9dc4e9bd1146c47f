import { valueSource } from '../../syntax/tree.ts';
import { closest } from '../../text/nearest.ts';
import type { Range } from '../../text/range.ts';
import { parseUnitName, type UnitName } from '../../values/unit-name.ts';
import { specialUnits } from '../../values/units/special-units.ts';
import type { Entry } from '../../workspace/analyse.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** A unit as a file names it, and where. */
export interface NamedUnit {
  readonly file: UnitFile;
  readonly text: string;
  readonly range: Range;
}

/** The units that an assignment of dependencies names. */
export function* namedIn({ file, node, parsed }: Entry): Iterable<NamedUnit> {
  for (const token of parsed.tokens) {
    if (token.kind !== 'unit') continue;
    yield { file, text: node.value.slice(token.from, token.to), range: valueSource(node, token.from, token.to) };
  }
}

/** The well-known unit that a name is one or two slips away from; a number that differs is no slip. */
export function likelyMeant(
  { full, type, instance, prefix }: UnitName,
  manager: 'system' | 'user',
): string | undefined {
  if (instance !== undefined || prefix.length < SHORTEST) return undefined;
  const known = KNOWN[manager].get(type) ?? [];
  if (known.includes(prefix)) return undefined;
  const near = closest(prefix, known, prefix.length < LONG ? 1 : 2)?.candidate;
  if (near === undefined || near.replace(/\d/g, '') === prefix.replace(/\d/g, '')) return undefined;
  return full.replace(prefix, near);
}

/** Between names shorter than these, so few differences are none to speak of. */
const SHORTEST = 5;
const LONG = 8;

/** What is before the type in the names of systemd's own units, by their type. */
const KNOWN = { system: stems('system'), user: stems('user') } as const;

function stems(manager: 'system' | 'user'): ReadonlyMap<string, readonly string[]> {
  const names = specialUnits(manager).flatMap(({ name }) => parseUnitName(name) ?? []);
  const types = [...new Set(names.map(({ type }) => type))];
  return new Map(types.map((type) => [type, names.filter((one) => one.type === type).map(({ prefix }) => prefix)]));
}
