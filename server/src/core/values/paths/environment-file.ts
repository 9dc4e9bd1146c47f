import { say } from '../../text/message.ts';
import type { Grammar, ValueProblem } from '../grammar.ts';
import { added, dropped, reset } from '../parsed.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';

/** EnvironmentFile=: one path or glob for each line, without any quoting (src/core/load-fragment.c, config_parse_unit_env_file). */
export const environmentFileGrammar: Grammar = {
  parsers: ['config_parse_unit_env_file'],
  summary: say`the absolute path of a file or a glob; "-" before it allows it to be missing`,
  parse(value, at) {
    if (value === '') return reset();
    const skip = value.startsWith('-') ? 1 : 0;
    const read = readPath(plainWord(value), at, { form: 'absolute' }, skip);
    const tokens = skip === 1 ? [{ kind: 'prefix' as const, from: 0, to: 1 }, ...read.tokens] : read.tokens;
    if (read.path === undefined) return { ...dropped(undefined, tokens), problems: read.problems };
    return added([value.slice(0, skip) + read.path], tokens, [...read.problems, ...severalFiles(value)]);
  },
  complete(value, offset, at, world) {
    return pathOffers(value, value.startsWith('-') && offset > 0 ? 1 : 0, offset, at, world, { whole: true });
  },
  describe(token, value, at, world) {
    if (token.kind === 'prefix') return say`No error if the file does not exist.`;
    return describePath(token, value, at, world);
  },
};

/** Nothing is said of it, but a list or a comment becomes part of the one file's name. */
function severalFiles(value: string): ValueProblem[] {
  const tail = /(?<!\s)\s+(?:-?\/|#)/.exec(value);
  if (!tail) return [];
  return [
    {
      code: 'bad-path',
      effect: 'advice',
      from: tail.index,
      to: value.length,
      message: say`The whole line is read as the name of one file.`,
      remedy: say`Write one line for each file, and comments on lines of their own.`,
    },
  ];
}
