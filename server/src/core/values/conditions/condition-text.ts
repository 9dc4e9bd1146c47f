import { anyOf, enumerated, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Grammar, ValueContext, ValueProblem, Wording } from '../grammar.ts';
import { added, dropped, problem, replacement, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { type ConstantOutcome, constantOutcome } from './condition-outcome.ts';
import { describeConditionPrefix, readConditionPrefix } from './condition-prefix.ts';
import { conditionWords } from './condition-words.ts';

/**
 * Conditions and assertions on anything but a path. Systemd does not look at their arguments when it reads the unit, so that a word it
 * does not know silently never holds (src/core/load-fragment.c, config_parse_unit_condition_string).
 */
export const conditionTextGrammar: Grammar = {
  parsers: ['config_parse_unit_condition_string'],
  summary: say`an argument; "!" before it negates, "|" makes it one of several of which one must hold`,
  parse(value, at) {
    if (value === '') return reset();
    const prefix = readConditionPrefix(value, 'blanks');
    const word = plainWord(value, prefix.end);
    const expansion = expandWord(word, at);
    const tokens = [...prefix.tokens, { kind: 'string' as const, from: word.from, to: word.to }, ...expansion.tokens];
    if (expansion.failed) return { ...dropped(undefined, tokens), problems: expansion.problems };
    const isNegated = prefix.marks.includes('!');
    const unknown = word.text === expansion.text ? sameEverywhere(word.text, word.from, isNegated, at) : undefined;
    return added(
      [prefix.marks + expansion.text],
      tokens,
      unknown ? [...expansion.problems, unknown] : expansion.problems,
    );
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at);
    const { end } = readConditionPrefix(value.slice(0, offset), 'blanks');
    if (specifiers.length > 0 || offset < end) return specifiers;
    const words = conditionWords(at.ltype, at.version, world)?.words ?? [];
    return words.flatMap((label, rank) => {
      // An operator, a field's name and the like want something behind them.
      const continues = /[=<> ]$/.test(label);
      if (!continues && constantOutcome(at.ltype, label, at)) return [];
      return { label, from: end, to: value.length, insert: label, kind: 'keyword', rank, continues };
    });
  },
  describe(token, value, at, world) {
    const prefix = describeConditionPrefix(token, value);
    if (prefix || token.kind === 'specifier') return prefix ?? describeSpecifier(token, value, at, world);
    const words = conditionWords(at.ltype, at.version);
    return words?.asks;
  },
};

/** The problem of an argument with which a condition comes to the same on every machine. */
function sameEverywhere(text: string, from: number, isNegated: boolean, at: ValueContext): ValueProblem | undefined {
  const outcome = constantOutcome(at.ltype, text, at);
  if (!outcome) return undefined;
  if (at.ltype === 'CONDITION_USER' || at.ltype === 'CONDITION_GROUP') {
    return problem('bad-keyword', 'advice', from, from + text.length, asRoot(text, isNegated));
  }
  const words = conditionWords(at.ltype, at.version)?.words ?? [];
  if (words.includes(text)) {
    // A condition that all systems of a version meet is there for the others, and does no harm.
    if ((outcome === 'true') !== isNegated) return undefined;
    const remedy = say`Remove the line, or ask for something else.`;
    return problem('bad-keyword', 'advice', from, from + text.length, {
      ...whatItComesTo(outcome, text, isNegated),
      remedy,
    });
  }
  const near = nearest(text, words);
  const remedy = near
    ? say`Did you mean "${near}"?`
    : words.length > 12
      ? say`Write, for example, ${anyOf(words.slice(0, 12))}.`
      : say`Write one of ${enumerated(words)}.`;
  const fixes = near ? [replacement(near, from, from + text.length, 'unsafe')] : [];
  const wording = { ...whatItComesTo(outcome, text, isNegated), remedy };
  return problem('bad-keyword', 'advice', from, from + text.length, wording, fixes);
}

/** A user or group that the system manager does not have. */
function asRoot(text: string, isNegated: boolean): Wording {
  return {
    message: isNegated
      ? say`The condition always holds with "${text}": the system manager runs as root.`
      : say`The condition is never true with "${text}": the system manager runs as root.`,
    remedy: say`Use it in units of a user manager only, or write User= for the user of the service.`,
  };
}

function whatItComesTo(outcome: ConstantOutcome, text: string, isNegated: boolean): Omit<Wording, 'remedy'> {
  if (outcome === 'error') {
    const consequence = say`systemd logs that it cannot tell, and takes the condition for failed, with "!" as well.`;
    return { message: say`The condition never holds: it cannot be checked with "${text}".`, consequence };
  }
  if ((outcome === 'true') !== isNegated) return { message: say`The condition always holds with "${text}".` };
  return { message: say`The condition is never true with "${text}".` };
}
