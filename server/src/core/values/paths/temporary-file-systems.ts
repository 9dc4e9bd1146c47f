import { say } from '../../text/message.ts';
import type { Grammar, ValueContext } from '../grammar.ts';
import { addedWords, type ReadWord, reset } from '../parsed.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { wordAt } from '../words/word-at.ts';
import { extractWord, extractWords, offsetInValue, type Word, withinWord } from '../words/words.ts';
import { mountOptionOffers } from './mount-options.ts';
import { describePath } from './path-help.ts';
import { pathOffers } from './path-offers.ts';
import { readPath } from './path-value.ts';

/**
 * TemporaryFileSystem=: the mount options after the colon are not looked at (src/core/load-fragment.c,
 * config_parse_temporary_filesystems).
 */
export const temporaryFileSystemsGrammar: Grammar = {
  parsers: ['config_parse_temporary_filesystems'],
  summary: say`absolute paths, each with mount options after a colon: /var:ro,size=10M`,
  parse(value, at) {
    if (value === '') return reset();
    const { words, error } = extractWords(value, { unquote: true });
    const read = words.map((word) => readOne(word, value, at));
    return addedWords(read, error && quotingProblem(value, error));
  },
  complete(value, offset, at, world) {
    const { from } = wordAt(value, offset);
    if (/["'\\]/.test(value)) return [];
    const colon = value.slice(from, offset).indexOf(':');
    if (colon < 0) return pathOffers(value, from, offset, at, world, { directories: true, reserved: ':' });
    return mountOptionOffers(value, offset, 'tmpfs', ' \t:,');
  },
  describe(token, value, at, world) {
    if (token.kind === 'string') return say`Mount options of the temporary file system.`;
    return describePath(token, value, at, world);
  },
  parts(value, offset) {
    const { from } = wordAt(value, offset);
    return {
      label: 'path:options',
      parts: [
        { label: 'path', documentation: say`Where in the unit an empty temporary file system appears.` },
        {
          label: 'options',
          documentation: say`Mount options of tmpfs, separated by commas: ro, nosuid, size=10M, mode=0755.`,
        },
      ],
      active: value.slice(from, offset).includes(':') ? 1 : 0,
    };
  },
};

function readOne(word: Word, value: string, at: ValueContext): ReadWord {
  const split = extractWord(word.text, 0, { separators: ':', dontCoalesceSeparators: true });
  if (!split.word)
    return {
      tokens: [],
      problems: [quotingProblem(value, { kind: 'bad-escape', at: Math.max(word.from, word.to - 1) })],
    };
  const path = readPath(withinWord(word, split.word), at, { form: 'absolute' });
  const options = split.rest === undefined ? undefined : word.text.slice(split.rest);
  const tokens = [...path.tokens];
  if (options)
    tokens.push({
      kind: 'string',
      from: offsetInValue(word, split.rest!),
      to: offsetInValue(word, word.text.length - 1) + 1,
    });
  if (path.path === undefined) return { tokens, problems: path.problems };
  return { item: options ? `${path.path}:${options}` : path.path, tokens, problems: path.problems };
}
