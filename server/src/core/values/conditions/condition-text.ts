import { anyOf, enumerated, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { Grammar, ValueContext, ValueProblem } from '../grammar.ts';
import { parseBoolean } from '../keywords/boolean.ts';
import { added, dropped, problem, replacement, reset } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
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
    const unknown = word.text === expansion.text ? neverHolds(word.text, word.from, at) : undefined;
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
    return words.map((label, rank) => {
      // An operator, a field's name and the like want something behind them.
      const continues = /[=<> ]$/.test(label);
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

function neverHolds(text: string, from: number, at: ValueContext): ValueProblem | undefined {
  const known = conditionWords(at.ltype, at.version);
  if (!known?.closed || known.words.includes(text)) return undefined;
  if (known.words.includes('yes') && parseBoolean(text) !== undefined) return undefined;
  const near = nearest(text, known.words);
  const remedy = near
    ? say`Did you mean "${near}"?`
    : known.words.length > 12
      ? say`Write, for example, ${anyOf(known.words.slice(0, 12))}.`
      : say`Write one of ${enumerated(known.words)}.`;
  const fixes = near ? [replacement(near, from, from + text.length, 'unsafe')] : [];
  return problem(
    'bad-keyword',
    'advice',
    from,
    from + text.length,
    {
      message: say`The condition is never true with "${text}".`,
      remedy,
    },
    fixes,
  );
}
