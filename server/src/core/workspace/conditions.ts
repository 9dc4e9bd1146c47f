import type { EffectiveUnit, Item } from './effective-unit.ts';

/**
 * The conditions and assertions of a unit that are in force, in order. An empty one of either kind removes all before it of that kind,
 * whatever they look at (src/core/load-fragment.c, config_parse_unit_condition_string).
 */
export function conditionsOf(unit: EffectiveUnit): readonly Item[] {
  const kept: Record<Kind, Item[]> = { Condition: [], Assert: [] };
  for (const entry of unit.entries) {
    if (entry.directive.section !== 'Unit') continue;
    const kind = KINDS.find((one) => entry.directive.key.startsWith(one));
    if (!kind) continue;
    if (entry.parsed.outcome === 'reset') kept[kind] = [];
    for (const text of entry.parsed.items) kept[kind].push({ text, entry });
  }
  return [...kept.Condition, ...kept.Assert];
}

type Kind = (typeof KINDS)[number];
const KINDS = ['Condition', 'Assert'] as const;
