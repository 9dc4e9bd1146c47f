import { append } from '../../text/append.ts';
import { layout, type Message, say } from '../../text/message.ts';
import type { Grammar, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { added, reset } from '../parsed.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords, type Word } from '../words/words.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';

/** Lists of paths with the prefixes `-` and `+`: ReadWritePaths= and its kin (src/core/load-fragment.c, config_parse_namespace_path_strv). */
export const sandboxPathsGrammar: Grammar = {
  parsers: ['config_parse_namespace_path_strv'],
  summary: say`absolute paths, separated by spaces; "-" before one allows it to be missing, "+" resolves it below the root directory of the unit`,
  parse: (value, at) => (value === '' ? reset() : readList(value, at, prefixOf, 'goes-on')),
  complete(value, offset, at, world) {
    const { from } = wordAt(value, offset);
    return pathOffers(value, from + prefixOf(value.slice(from, offset)).length, offset, at, world);
  },
  describe: (token, value, at, world) => describePrefix(token, value) ?? describePath(token, value, at, world),
};

/** Symlinks= of sockets (config_parse_unit_path_strv_printf). */
export const symlinksGrammar: Grammar = {
  parsers: ['config_parse_unit_path_strv_printf'],
  summary: say`absolute paths, separated by spaces`,
  parse: (value, at) => (value === '' ? reset() : readList(value, at, () => '', 'stops')),
  complete: (value, offset, at, world) => pathOffers(value, wordAt(value, offset).from, offset, at, world),
  describe: describePath,
};

/** RequiresMountsFor= and WantsMountsFor=: an empty line changes nothing (config_parse_unit_mounts_for). */
export const mountsForGrammar: Grammar = {
  parsers: ['config_parse_unit_mounts_for', 'config_parse_unit_requires_mounts_for'],
  summary: say`absolute paths, separated by spaces`,
  parse: (value, at) => readList(value, at, () => '', 'goes-on'),
  complete: (value, offset, at, world) => pathOffers(value, wordAt(value, offset).from, offset, at, world),
  describe: describePath,
};

/** Whether the paths after a bad one are still read differs between the parsers. */
function readList(
  value: string,
  at: ValueContext,
  prefix: (text: string) => string,
  afterBad: 'goes-on' | 'stops',
): Parsed {
  const { words, error } = extractWords(value, { unquote: true });
  const items: string[] = [];
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  for (const word of words) {
    const marks = prefix(word.text);
    const read = readPath(word, at, { form: 'absolute' }, marks.length);
    if (marks !== '') tokens.push(prefixToken(word, read.tokens[0]!));
    append(tokens, read.tokens);
    append(problems, read.problems);
    if (read.path !== undefined) items.push(marks + read.path);
    else if (afterBad === 'stops') return added(items, tokens, problems);
  }
  if (error) problems.push(quotingProblem(value, error));
  return added(items, tokens, problems);
}

/** `-`, `+` or both in that order. */
function prefixOf(text: string): string {
  return /^-?\+?/.exec(text)![0];
}

function prefixToken(word: Word, path: Token): Token {
  return { kind: 'prefix', from: word.from, to: path.from };
}

function describePrefix(token: Token, value: string): Message | undefined {
  if (token.kind !== 'prefix') return undefined;
  const text = value.slice(token.from, token.to);
  return layout('\n\n', [
    text.includes('-') ? say`\`-\`: no error if the path does not exist.` : undefined,
    text.includes('+')
      ? say`\`+\`: below the root directory of the unit, where RootDirectory= or RootImage= set one.`
      : undefined,
  ]);
}
