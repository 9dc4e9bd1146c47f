import fc from 'fast-check';
import { directive } from '../../src/core/catalogue/catalogue.ts';
import { SMALL_MACHINE } from '../../src/core/testing/machines.ts';
import { contextOf } from '../../src/core/testing/values.ts';
import { english } from '../../src/core/text/message.ts';
import { readValue } from '../../src/core/values/read-value.ts';
import { grammarFor } from '../../src/core/values/registry.ts';
import { knownDirective, manager, valueFor, version } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

const input = knownDirective.chain((known) =>
  fc.record({
    section: fc.constant(known.section),
    key: fc.constant(known.key),
    value: valueFor(known),
    version,
    manager,
    place: fc.nat({ max: 60 }),
  }),
);

/** Every grammar reads, completes and explains any value, and what it says stands in the value. */
export const values = subject('values', input, ({ section, key, value, version, manager, place }) => {
  const found = directive(section, key, version);
  const grammar = found && grammarFor(found.parser);
  if (!grammar) return;
  const at = contextOf(`${section}.${key}`, version, { manager });
  const within = ({ from, to }: { readonly from: number; readonly to: number }, what: string): void =>
    ensure(0 <= from && from <= to && to <= value.length, `${what} stands at ${from}..${to} of ${value.length}`);
  const { tokens, problems } = readValue(grammar, value, at);
  for (const token of tokens) {
    within(token, `the ${token.kind}`);
    const said = grammar.describe?.(token, value, at, SMALL_MACHINE);
    if (said) ensure(english(said) !== '', `nothing is said of ${token.kind}`);
  }
  for (const problem of problems) {
    within(problem, problem.code);
    for (const fix of problem.fixes ?? []) within(fix, `the fix of ${problem.code}`);
  }
  const offset = Math.min(place, value.length);
  for (const offer of grammar.complete?.(value, offset, at, SMALL_MACHINE) ?? [])
    within(offer, `the offer ${offer.label}`);
  const parts = grammar.parts?.(value, offset, at);
  if (parts) ensure(parts.active < Math.max(1, parts.parts.length), `part ${parts.active} of ${parts.parts.length}`);
});
