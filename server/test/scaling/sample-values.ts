import { directive, keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { ownSection, UNIT_TYPES, type UnitType } from '../../src/core/catalogue/unit-type.ts';
import { SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { contextOf, documentedValue } from '../../src/core/testing/values.ts';
import type { ValueContext } from '../../src/core/values/grammar.ts';
import { grammarFor } from '../../src/core/values/registry.ts';

/** A directive with a value that systemd takes. */
export interface Sample {
  readonly at: ValueContext;
  readonly type: UnitType;
  readonly value: string;
}

/** Every directive, those of the execution environment once. */
export function eachDirective(): readonly Sample[] {
  const found = new Map<string, Sample>();
  for (const type of UNIT_TYPES) {
    for (const section of ['Unit', 'Install', ownSection(type)]) {
      for (const key of keysOf(section, NEWEST_VERSION)) {
        const { parser } = directive(section, key, NEWEST_VERSION)!;
        const name = section === 'Unit' || section === 'Install' ? `${section} ${key}` : `${key} ${parser}`;
        if (!found.has(name)) found.set(name, sampleOf(section, key, type));
      }
    }
  }
  return [...found.values()];
}

/** One directive for each parser function. */
export function eachParser(): readonly Sample[] {
  return [...new Map(eachDirective().map((sample) => [sample.at.parser, sample])).values()];
}

/** A directive with the value of its documentation's example, else with the first that is offered. */
function sampleOf(section: string, key: string, type: UnitType): Sample {
  const at = contextOf(`${section}.${key}`, NEWEST_VERSION);
  const offers = grammarFor(at.parser)?.complete?.('', 0, at, SMALL_MACHINE) ?? [];
  return { at, type, value: documentedValue(section, key) ?? offers.find(({ snippet }) => !snippet)?.insert ?? 'x' };
}
