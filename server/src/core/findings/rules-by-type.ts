import { UNIT_TYPES, type UnitType } from '../catalogue/unit-type.ts';
import { assignsAny, type EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Rule, UnitRule, WorkspaceRule } from './rule.ts';
import { RULES } from './rules.generated.ts';

/** Rules by the type of unit that they look at. */
export type ByType<R> = ReadonlyMap<UnitType, readonly R[]>;

export const LINE_RULES = byType(RULES.filter((rule) => rule.scope === 'line' && rule.per !== 'entry'));
export const ENTRY_RULES = byType(RULES.filter((rule) => rule.scope === 'line' && rule.per === 'entry'));
export const UNIT_RULES = byType(RULES.filter((rule) => rule.scope !== 'line'));
/** Those of whole units that find what systemd says of single lines while it reads them. */
export const UNIT_LINE_RULES = byType(
  RULES.filter((rule): rule is UnitRule => rule.scope === 'unit' && rule.findsLines === true),
);

export function rulesFor<R>(rules: ByType<R>, type: UnitType): readonly R[] {
  return rules.get(type) ?? [];
}

/** Whether the unit has anything for the rule to look at. */
export function mayFind({ needs }: UnitRule | WorkspaceRule, unit: EffectiveUnit): boolean {
  return needs === undefined || assignsAny(unit, needs);
}

function byType<R extends Rule>(rules: readonly R[]): ByType<R> {
  return new Map(UNIT_TYPES.map((type) => [type, rules.filter(({ types }) => types?.includes(type) ?? true)]));
}
