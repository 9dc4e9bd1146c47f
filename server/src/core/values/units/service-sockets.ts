import { say } from '../../text/message.ts';
import type { Grammar, ValueProblem } from '../grammar.ts';
import { added } from '../parsed.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords, type Word } from '../words/words.ts';
import { describeUnit, unitOffers } from './unit-offers.ts';
import { readUnitReference } from './unit-reference.ts';

/** Sockets= of services: the sockets handed to it when it starts (src/core/load-fragment.c, config_parse_service_sockets). */
export const serviceSocketsGrammar: Grammar = {
  parsers: ['config_parse_service_sockets'],
  summary: say`names of socket units, separated by spaces`,
  parse(value, at) {
    const { words, error } = extractWords(value);
    const references = words.map((word) =>
      readUnitReference(word, at, { types: ['socket'], templates: 'instantiated' }),
    );
    const problems = references.flatMap((reference) => reference.problems);
    for (const word of words)
      if (LONE_BACKSLASH.test(value.slice(word.from, word.to))) problems.push(lostBackslash(word, value));
    if (error) problems.push(quotingProblem(value, error));
    return added(
      references.flatMap((reference) => reference.name ?? []),
      references.flatMap((reference) => reference.tokens),
      problems,
    );
  },
  complete(value, offset, at, world) {
    const specifiers = specifierOffers(value, offset, at, 'name');
    if (specifiers.length > 0) return specifiers;
    const { from, to } = wordAt(value, offset);
    const except = `${value.slice(0, from)} ${value.slice(to)}`.split(/\s+/);
    const written = (name: string): string => name.replaceAll('\\', '\\\\');
    return unitOffers(from, to, at, world, { types: ['socket'], except, written });
  },
  describe: (token, value, at, world) =>
    describeSpecifier(token, value, at, world) ?? describeUnit(token, value, at, world),
};

/** Unlike dependencies, this parser drops backslashes, so that an escaped unit name silently becomes another one. */
function lostBackslash(word: Word, value: string): ValueProblem {
  const doubled = value.slice(word.from, word.to).replaceAll(/(?<!\\)\\(?!\\)/g, '\\\\');
  return {
    code: 'bad-quoting',
    effect: 'advice',
    from: word.from,
    to: word.to,
    message: say`A single backslash is dropped here, so this names ${word.text}.`,
    remedy: say`Double it to keep it.`,
    fixes: [{ title: say`Double the backslashes`, safety: 'unsafe', from: word.from, to: word.to, newText: doubled }],
  };
}

const LONE_BACKSLASH = /(?<!\\)(?:\\\\)*\\(?!\\)/;
