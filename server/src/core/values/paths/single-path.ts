import { say } from '../../text/message.ts';
import type { Grammar, Parsed, ValueContext } from '../grammar.ts';
import { added, dropped, reset, set } from '../parsed.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';
import type { PathRules } from './paths.ts';

/**
 * One absolute path and nothing else, as for TTYPath= (src/core/load-fragment.c, config_parse_unit_path_printf). For the root of the
 * unit's file system a bad one is fatal, which the table says with `true`.
 */
export const singlePathGrammar: Grammar = {
  parsers: ['config_parse_unit_path_printf'],
  summary: say`an absolute path`,
  parse: (value, at) => wholePath(value, at, { form: 'absolute', effect: at.ltype === 'true' ? 'refuse' : 'ignore' }),
  complete: (value, offset, at, world) =>
    pathOffers(value, 0, offset, at, world, { whole: true, directories: at.key === 'RootDirectory' }),
  describe: describePath,
};

/** What a path unit watches; each line adds one (config_parse_path_spec). */
export const watchedPathGrammar: Grammar = {
  parsers: ['config_parse_path_spec'],
  summary: say`an absolute path to watch`,
  parse(value, at) {
    if (value === '') return reset();
    const { path, problems, tokens } = readPath(plainWord(value), at, { form: 'absolute' });
    return added(path === undefined ? [] : [path], tokens, problems);
  },
  complete: (value, offset, at, world) =>
    pathOffers(value, 0, offset, at, world, { whole: true, directories: at.key === 'DirectoryNotEmpty' }),
  describe: describePath,
};

/** The whole value is the path, white space and quotes included. Where its specifiers expand to nothing, that resets the setting. */
function wholePath(value: string, at: ValueContext, rules: PathRules): Parsed {
  if (value === '') return reset();
  const { path, expanded, failed, problems, tokens } = readPath(plainWord(value), at, rules);
  if (expanded === '' && !failed) return reset(tokens);
  return path === undefined ? { ...dropped(undefined, tokens), problems } : set(path, tokens, problems);
}
