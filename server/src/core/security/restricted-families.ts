import { ADDRESS_FAMILIES } from '../catalogue/names.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { assignments } from './assignments.ts';

/** The address families that are judged one by one; all others together are `other`. */
export type JudgedFamily = 'inet' | 'unix' | 'netlink' | 'packet' | 'other';

/**
 * Which address families a service cannot make sockets of (src/core/load-fragment.c, config_parse_address_families). Of families that
 * are judged together, one that is named decides for all, as in systemd-analyze.
 */
export function restrictedFamilies(unit: EffectiveUnit): Readonly<Record<JudgedFamily, boolean>> {
  let families: Set<number> | undefined;
  let allowList = false;
  for (const { node, parsed } of assignments(unit, 'RestrictAddressFamilies')) {
    if (parsed.outcome === 'reset' || parsed.outcome === 'set') {
      families = undefined;
      // The only word that replaces what was there is `none`.
      allowList = parsed.outcome === 'set';
      continue;
    }
    const inverted = node.value.startsWith('~');
    if (!families) {
      families = new Set();
      allowList = !inverted;
    }
    for (const item of parsed.items) {
      const number = familyNumber(inverted ? item.slice(1) : item);
      if (number === undefined) continue;
      if (inverted !== allowList) families.add(number);
      else families.delete(number);
    }
  }
  const named = new Set(Array.from(families ?? [], (number) => JUDGED.get(number) ?? 'other'));
  const isRestricted = (family: JudgedFamily): boolean => named.has(family) !== allowList;
  return {
    inet: isRestricted('inet'),
    unix: isRestricted('unix'),
    netlink: isRestricted('netlink'),
    packet: isRestricted('packet'),
    other: isRestricted('other'),
  };
}

function familyNumber(name: string): number | undefined {
  const upper = name.toUpperCase();
  return ADDRESS_FAMILIES.find(([family]) => family.toUpperCase() === upper)?.[1];
}

const JUDGED: ReadonlyMap<number, JudgedFamily> = new Map(
  (
    [
      ['AF_UNIX', 'unix'],
      ['AF_INET', 'inet'],
      ['AF_INET6', 'inet'],
      ['AF_NETLINK', 'netlink'],
      ['AF_PACKET', 'packet'],
    ] as const
  ).map(([name, judged]) => [familyNumber(name)!, judged]),
);
