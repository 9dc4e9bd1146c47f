import { CAPABILITIES } from '../../catalogue/names.ts';
import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { readInteger } from '../numbers/numbers.ts';
import { offersInList } from '../offers.ts';
import { added, reset } from '../parsed.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { listed, readWordList, sift, tokenText, wordToken } from '../words/word-list.ts';
import { capabilityNote } from './capability-notes.ts';

/** Sets of capabilities: `CAP_NET_ADMIN CAP_KILL`, or `~` and those that are not in the set (src/core/load-fragment.c). */
export const capabilitySetGrammar: Grammar = {
  parsers: ['config_parse_capability_set'],
  summary: say`capabilities, such as CAP_NET_BIND_SERVICE; with ~ before them, all except these`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    // No version complains of an open quote here: older ones stop reading, newer ones read to the end.
    const list = readWordList(value, { unquote: true, relax: at.version >= READS_TO_THE_END }, true);
    const { known, unknown } = sift(list.words, (word) => capabilityNumber(word, at) !== undefined);
    const tokens = [...list.tokens, ...list.words.map((word) => wordToken(word, 'keyword', value))];
    const problems = unknown.map((word) => unknownWord(word, capabilityWords(at), at));
    if (list.problem) problems.push({ ...list.problem, effect: 'advice' });
    // A set that comes to nothing does not leave things as they were: it replaces what there was.
    if (known.length === 0) return { ...reset(tokens), problems };
    return added(
      known.map((word) => listed(list, word.text)),
      tokens,
      problems,
    );
  },

  complete(value: string, offset: number): readonly Offer[] {
    const choices = CAPABILITIES.map(([name]) => {
      const note = capabilityNote(name);
      return { label: name, ...(note && { documentation: note }) };
    });
    return offersInList(value, offset, choices, true);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'operator') return say`All capabilities except those that follow.`;
    const number = capabilityNumber(text, at);
    const name = CAPABILITIES.find(([, candidate]) => candidate === number)?.[0];
    if (name === undefined || number === undefined) return undefined;
    return say`**${name}** (${number}): ${capabilityNote(name) ?? say`a capability of the kernel.`}`;
  },
};

/** Since this version an open quote ends with the value instead of ending the reading. */
const READS_TO_THE_END = 254;

/** The number of a capability, by name in any case or by itself (src/basic/capability-list.c, capability_from_name). */
export function capabilityNumber(text: string, at: ValueContext): number | undefined {
  const number = readInteger(text);
  if (typeof number === 'number') {
    const largest = at.version >= READS_TO_THE_END ? 62 : 63;
    return number >= 0 && number <= largest ? number : undefined;
  }
  return CAPABILITIES.find(([name]) => name === text.toUpperCase())?.[1];
}

/** Systemd skips unknown names without a word, so all that can be said is that they do nothing. */
function capabilityWords(at: ValueContext): Vocabulary {
  return {
    noun: say`a capability`,
    consequence: say`systemd skips it silently.`,
    write: say`Write names such as CAP_NET_BIND_SERVICE.`,
    code: 'bad-list-item',
    effect: 'advice',
    accepts: (word) => capabilityNumber(word, at) !== undefined,
    candidates: () => CAPABILITIES.map(([name]) => name),
    mistakes: Object.fromEntries(CAPABILITIES.map(([name]) => [name.slice('CAP_'.length).toLowerCase(), name])),
  };
}
