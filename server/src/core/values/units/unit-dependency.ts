import type { UnitType } from '../../catalogue/unit-type.ts';
import { say } from '../../text/message.ts';
import type { Grammar, Parsed, ValueContext, ValueProblem } from '../grammar.ts';
import { added } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords, type Word } from '../words/words.ts';
import { describeUnit, unitOffers } from './unit-offers.ts';
import { CAN_BE_DELAYED, readUnitReference } from './unit-reference.ts';

/** The list of units in After=, Wants= and all their kin (src/core/load-fragment.c, config_parse_unit_deps). */
export const unitDependencyGrammar: Grammar = {
  parsers: ['config_parse_unit_deps', 'config_parse_obsolete_unit_deps'],
  summary: say`unit names, separated by spaces`,
  parse(value, at) {
    const parsed = parseDependencies(value, at);
    if (at.parser !== 'config_parse_obsolete_unit_deps') return parsed;
    return { ...parsed, problems: [obsolete(value, at), ...parsed.problems] };
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at, 'name');
    if (specifiers.length > 0) return specifiers;
    const { from, to } = wordAt(value, offset);
    const except = wordsOf(value)
      .filter((word) => word.from !== from)
      .map((word) => word.text);
    return unitOffers(from, to, at, world, { except, ...(at.key === 'Before' && { types: CAN_BE_DELAYED }) });
  },
  unavailable: (at) => at.key === 'OnFailure' && CANNOT_FAIL.includes(at.unitType),
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeUnit(token, value, at, world),
};

/** The types whose units have no state of failure, so that OnFailure= never acts. */
const CANNOT_FAIL: readonly UnitType[] = ['device', 'slice'];

function parseDependencies(value: string, at: ValueContext): Parsed {
  const references = wordsOf(value).map((word) => readUnitReference(word, at, { templates: 'instantiated' }));
  const names = references.flatMap((reference) => reference.name ?? []);
  return added(
    names,
    references.flatMap((reference) => reference.tokens),
    references.flatMap((reference) => reference.problems),
  );
}

/** Backslashes are ordinary here, as unit names are full of them, and so are quotes; thus splitting cannot fail. */
function wordsOf(value: string): readonly Word[] {
  return extractWords(value, { retainEscape: true }).words;
}

function obsolete(value: string, at: ValueContext): ValueProblem {
  const newKey = at.key.replace('Overridable', '');
  return {
    code: 'obsolete-directive',
    effect: 'note',
    from: 0,
    to: value.length,
    message: say`${at.key}= is obsolete; systemd reads it as ${newKey}=.`,
    remedy: say`Write ${newKey}=.`,
    fixes: [{ title: say`Rename to ${newKey}=`, safety: 'safe', from: 0, to: 0, newText: '', newKey }],
    tags: ['deprecated'],
  };
}
