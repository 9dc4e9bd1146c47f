import { directive } from '../catalogue/catalogue.ts';
import { directiveDoc } from '../catalogue/documentation.ts';
import { type UnitType, unitTypeOf } from '../catalogue/unit-type.ts';
import type { Grammar, Parsed, ValueContext, World } from '../values/grammar.ts';

/** For tests: the context of a directive's value, `Service.Restart`, as a systemd of that version has it. */
export function contextOf(directiveName: string, version = 262, more: Partial<ValueContext> = {}): ValueContext {
  const [section, key] = directiveName.split('.') as [string, string];
  const found = directive(section, key, version);
  if (!found) throw new Error(`systemd ${version} has no ${directiveName}`);
  const own = section.toLowerCase();
  const unitType: UnitType = unitTypeOf(own) ?? 'service';
  const { parser, ltype } = found;
  return { version, manager: 'system', unitType, unit: undefined, section, key, ltype, parser, ...more };
}

/** For tests: the value that a directive has in the example of its documentation; undefined where there is none. */
export function documentedValue(section: string, key: string): string | undefined {
  const example = directiveDoc(section, key)?.example?.text;
  return example
    ?.split('\n')
    .find((line) => line.startsWith(`${key}=`) && line.length > key.length + 1)
    ?.slice(key.length + 1);
}

/** For tests: what parsing a value comes to, on one line: the items kept, the outcome, and code and effect of each problem. */
export function verdict(grammar: Grammar, value: string, at: ValueContext): string {
  const { outcome, items, problems } = grammar.parse(value, at);
  return [
    outcome,
    ...items.map((item) => `<${item}>`),
    ...problems.map(({ code, effect }) => `${code}/${effect}`),
  ].join(' ');
}

/** For tests: the value after the first fix of its first problem. */
export function firstFixed(grammar: Grammar, value: string, at: ValueContext): string | undefined {
  const fix = grammar.parse(value, at).problems[0]?.fixes?.[0];
  return fix && value.slice(0, fix.from) + fix.newText + value.slice(fix.to);
}

/**
 * For tests: the offers whose inserted value the same grammar would complain about. There must be none.
 *
 * @throws Error where nothing is offered that could be inserted, since then there is nothing to complain about.
 */
export function badOffers(grammar: Grammar, value: string, offset: number, at: ValueContext): string[] {
  const offers = (grammar.complete?.(value, offset, at, NO_WORLD) ?? []).filter((offer) => !offer.snippet);
  if (offers.length === 0) throw new Error(`nothing is offered in ${at.key}=${value} at ${offset}`);
  return offers
    .map((offer) => value.slice(0, offer.from) + offer.insert + value.slice(offer.to))
    .filter((result: string) => (grammar.parse(result, at) satisfies Parsed).problems.length > 0);
}

/** For tests: a machine of which nothing is known. */
export const NO_WORLD: World = {
  units: () => [],
  directory: () => [],
  users: () => [],
  groups: () => [],
  fact: () => undefined,
};
