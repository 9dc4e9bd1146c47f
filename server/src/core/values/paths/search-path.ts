import { append } from '../../text/append.ts';
import { say } from '../../text/message.ts';
import type { Grammar, Token, ValueProblem } from '../grammar.ts';
import { added, reset } from '../parsed.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWords } from '../words/words.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';

/** ExecSearchPath=: like $PATH; what follows a bad directory is not read (src/core/load-fragment.c, config_parse_colon_separated_paths). */
export const searchPathGrammar: Grammar = {
  parsers: ['config_parse_colon_separated_paths'],
  summary: say`absolute paths of directories, separated by colons`,
  parse(value, at) {
    if (value === '') return reset();
    const { words, error } = extractWords(value, { separators: ':', dontCoalesceSeparators: true });
    const items: string[] = [];
    const tokens: Token[] = [];
    const problems: ValueProblem[] = [];
    for (const word of words) {
      const read = readPath(word, at, { form: 'absolute' });
      append(tokens, read.tokens);
      append(problems, read.problems);
      if (read.path === undefined) return added(items, tokens, problems);
      items.push(read.path);
    }
    if (error) problems.push(quotingProblem(value, error));
    return added(items, tokens, problems);
  },
  complete: (value, offset, at, world) =>
    pathOffers(value, wordAt(value, offset, ':').from, offset, at, world, {
      directories: true,
      whole: true,
      reserved: ':\\',
    }),
  describe: describePath,
};
