import { say } from '../../text/message.ts';
import type { Grammar, Offer, Token } from '../grammar.ts';
import { added, dropped, reset } from '../parsed.ts';
import { describePath } from '../paths/path-help.ts';
import { pathOffers } from '../paths/path-offers.ts';
import { readPath } from '../paths/path-value.ts';
import { specifierOffers } from '../specifiers/specifier-help.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { describeConditionPrefix, readConditionPrefix } from './condition-prefix.ts';

/**
 * Conditions and assertions on a path: `|` and `!` and the path without a space between them (src/core/load-fragment.c,
 * config_parse_unit_condition_path).
 */
export const conditionPathGrammar: Grammar = {
  parsers: ['config_parse_unit_condition_path'],
  summary: say`an absolute path; "!" before it negates, "|" makes it one of several of which one must hold`,
  parse(value, at) {
    if (value === '') return reset();
    const prefix = readConditionPrefix(value, 'no-blanks');
    const word = plainWord(value, prefix.end);
    const read = readPath(word, at, { form: 'absolute' });
    const tokens: Token[] = [...prefix.tokens, ...read.tokens];
    if (read.path !== undefined) return added([prefix.marks + read.path], tokens, read.problems);
    const blank = /^\s+(?=\/)/.exec(word.text);
    if (!blank) return { ...dropped(undefined, tokens), problems: read.problems };
    const from = prefix.end;
    const to = from + blank[0].length;
    const wording = {
      message: say`No space is allowed between "${prefix.marks}" and the path.`,
      remedy: say`Remove it.`,
    };
    const fixes = [{ title: say`Remove the space`, safety: 'safe' as const, from, to, newText: '' }];
    return { ...dropped({ code: 'bad-path', effect: 'ignore', from, to, ...wording, fixes }, tokens) };
  },
  complete(value, offset, at, world) {
    const { end } = readConditionPrefix(value.slice(0, offset), 'no-blanks');
    const specifiers = specifierOffers(value, offset, at);
    if (at.key.endsWith('NeedsUpdate') && specifiers.length === 0)
      return ['/etc', '/var'].map((path) => directory(path, end, value.length));
    return pathOffers(value, end, offset, at, world, { whole: true });
  },
  describe: (token, value, at, world) => describeConditionPrefix(token, value) ?? describePath(token, value, at, world),
};

function directory(path: string, from: number, to: number): Offer {
  return { label: path, from, to, insert: path, kind: 'path' };
}
