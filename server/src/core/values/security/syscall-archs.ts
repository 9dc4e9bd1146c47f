import { seccompArchitectureSince, seccompArchitectures } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersInList } from '../offers.ts';
import { added, reset } from '../parsed.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, sift, tokenText, wordToken } from '../words/word-list.ts';

/** Architectures whose system calls may be used (src/core/load-fragment.c, config_parse_syscall_archs). */
export const syscallArchsGrammar: Grammar = {
  parsers: ['config_parse_syscall_archs'],
  summary: say`native, or architectures such as x86-64`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true });
    const tokens = list.words.map((word) => wordToken(word, 'keyword', value));
    const { known, unknown } = sift(list.words, (word) => seccompArchitectures(at.version).has(word));
    const problems: ValueProblem[] = unknown.map((word) => unknownWord(word, vocabulary(at), at));
    return added(
      known.map((word) => word.text),
      tokens,
      list.problem ? [...problems, list.problem] : problems,
    );
  },

  complete: (value: string, offset: number, at: ValueContext): readonly Offer[] =>
    offersInList(
      value,
      offset,
      [...seccompArchitectures(at.version)].map((label) => ({ label, rank: label === 'native' ? 0 : 1 })),
    ),

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const name = tokenText(token, value);
    if (name === 'native') return say`The architecture that systemd itself was built for.`;
    return seccompArchitectures(at.version).has(name) ? say`System calls of ${name} programs.` : undefined;
  },
};

function vocabulary(at: ValueContext): Vocabulary {
  return {
    noun: say`an architecture`,
    write: say`Write native, or names such as x86-64 and arm64.`,
    code: 'bad-list-item',
    accepts: (word) => seccompArchitectures(at.version).has(word),
    candidates: () => seccompArchitectures(at.version),
    since: seccompArchitectureSince,
    mistakes: {
      amd64: 'x86-64',
      x86_64: 'x86-64',
      x64: 'x86-64',
      i386: 'x86',
      i686: 'x86',
      aarch64: 'arm64',
      armhf: 'arm',
      ppc64le: 'ppc64-le',
      ppc64el: 'ppc64-le',
      powerpc: 'ppc',
      mipsel: 'mips-le',
    },
  };
}
