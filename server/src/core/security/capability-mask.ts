import { CAPABILITIES } from '../catalogue/names.ts';
import { capabilityNumber } from '../values/security/capabilities.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { assignments } from './assignments.ts';

/**
 * A set of capabilities as systemd holds it, with a bit for each (src/core/load-fragment.c, config_parse_capability_set).
 *
 * @param initial What is there before the first assignment, and what a first assignment replaces.
 */
export function capabilityMask(unit: EffectiveUnit, key: string, initial: bigint): bigint {
  let mask = initial;
  for (const { node, parsed, at } of assignments(unit, key)) {
    const inverted = node.value.startsWith('~');
    const sum = parsed.items
      .map((item) => capabilityNumber(inverted ? item.slice(1) : item, at))
      .reduce<bigint>((bits, number) => (number === undefined ? bits : bits | bit(number)), 0n);
    if (sum === 0n || mask === initial) mask = inverted ? ALL & ~sum : sum;
    else mask = inverted ? mask & ~sum : mask | sum;
  }
  return mask;
}

/** The mask of some capabilities by name. */
export function maskOf(...names: readonly string[]): bigint {
  return CAPABILITIES.reduce((mask, [name, number]) => (names.includes(name) ? mask | bit(number) : mask), 0n);
}

/** Every capability there is room for. */
export const ALL = (1n << 64n) - 1n;

function bit(number: number): bigint {
  return 1n << BigInt(number);
}
