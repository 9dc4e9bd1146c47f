import { say } from '../../text/message.ts';
import type { Grammar, Offer } from '../grammar.ts';
import { dropped, reset, set } from '../parsed.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { afterPrefix, readPath } from './path-value.ts';

/** WorkingDirectory=: a bad one refuses the unit unless `-` stands before it (src/core/load-fragment.c, config_parse_working_directory). */
export const workingDirectoryGrammar: Grammar = {
  parsers: ['config_parse_working_directory'],
  summary: say`an absolute path, or ~ for the home directory of User=; "-" before it allows it to be missing`,
  parse(value, at) {
    if (value === '') return reset();
    const skip = value.startsWith('-') ? 1 : 0;
    const prefix = skip === 1 ? [{ kind: 'prefix' as const, from: 0, to: 1 }] : [];
    if (value.slice(skip) === '~') return set(value, [...prefix, { kind: 'keyword', from: skip, to: skip + 1 }]);
    const word = skip === 1 ? afterPrefix(plainWord(value), 1) : plainWord(value);
    const read = readPath(word, at, { form: 'absolute', effect: skip === 1 ? 'ignore' : 'refuse' });
    const tokens = [...prefix, ...read.tokens];
    if (read.path === undefined) return { ...dropped(undefined, tokens), problems: read.problems };
    return set(value.slice(0, skip) + read.path, tokens, read.problems);
  },
  complete(value, offset, at, world) {
    const from = value.startsWith('-') && offset > 0 ? 1 : 0;
    const paths = pathOffers(value, from, offset, at, world, { whole: true, directories: true });
    if (offset !== from) return paths;
    const home: Offer = {
      label: '~',
      from,
      to: value.length,
      insert: '~',
      kind: 'keyword',
      detail: say`the home directory of User=`,
    };
    return [home, ...paths];
  },
  describe(token, value, at, world) {
    if (token.kind === 'keyword') return say`The home directory of the user that \`User=\` names.`;
    if (token.kind === 'prefix') return say`No error if the directory does not exist.`;
    return describePath(token, value, at, world);
  },
};
