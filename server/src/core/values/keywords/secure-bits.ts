import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersInList } from '../offers.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { readWordList, sift, tokenText, wordToken } from '../words/word-list.ts';

/** The secure bits of the kernel (capabilities(7)). systemd passes over words that it does not know without a message. */
export const secureBitsGrammar: Grammar = {
  parsers: ['config_parse_exec_secure_bits'],
  summary: say`secure bits, such as noroot noroot-locked`,

  parse(value: string, at: ValueContext): Parsed {
    const list = readWordList(value, { unquote: true });
    const tokens: Token[] = list.words.map((word) => wordToken(word, 'keyword', value));
    const { known, unknown } = sift(list.words, (word) => accepts(word, at.version));
    const problems: ValueProblem[] = unknown.map((word) => unknownWord(word, vocabulary(at), at));
    if (list.problem) problems.push({ ...list.problem, effect: 'advice' });
    const items = [...new Set(known.map((word) => word.text))];
    return { tokens, problems, outcome: items.length > 0 ? 'set' : 'reset', items };
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const choices = BITS.filter(({ since }) => since <= at.version).flatMap(({ name, meaning }, rank) => [
      { label: name, documentation: meaning, rank },
      { label: `${name}-locked`, documentation: say`${name} can no longer be changed.`, rank: rank + BITS.length },
    ]);
    return offersInList(value, offset, choices);
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    const name = text.replace(/-locked$/, '');
    const bit = BITS.find((one) => one.name === name);
    return bit && (name === text ? bit.meaning : say`\`${name}\` can no longer be changed.`);
  },
};

const BITS = [
  { name: 'keep-caps', since: 0, meaning: say`Capabilities are kept when root becomes another user.` },
  { name: 'no-setuid-fixup', since: 0, meaning: say`Capabilities are not adjusted when the user changes.` },
  { name: 'noroot', since: 0, meaning: say`root gets no capabilities just for being root.` },
  { name: 'no-cap-ambient-raise', since: 262, meaning: say`Ambient capabilities cannot be added.` },
  {
    name: 'exec-restrict-file',
    since: 262,
    meaning: say`Interpreters are asked to run only files that may be executed.`,
  },
  {
    name: 'exec-deny-interactive',
    since: 262,
    meaning: say`Interpreters are asked to run no commands that are typed in.`,
  },
] as const;

const NAMES: readonly string[] = BITS.flatMap(({ name }) => [name, `${name}-locked`]);

function sinceOf(word: string): number | undefined {
  return BITS.find(({ name }) => name === word || `${name}-locked` === word)?.since;
}

function accepts(word: string, version: number): boolean {
  const since = sinceOf(word);
  return since !== undefined && since <= version;
}

function vocabulary(at: ValueContext): Vocabulary {
  return {
    noun: say`a secure bit`,
    consequence: say`systemd skips it silently.`,
    write: say`Write keep-caps, no-setuid-fixup, noroot or one of these with -locked.`,
    code: 'bad-list-item',
    effect: 'advice',
    accepts: (word) => accepts(word, at.version),
    candidates: () => NAMES.filter((name) => accepts(name, at.version)),
    since: sinceOf,
  };
}
