import { type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { offersInList } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { unknownWord, type Vocabulary } from '../vocabulary.ts';
import { listed, readWordList, tokenText, wordToken } from '../words/word-list.ts';
import { parseBoolean } from './boolean.ts';

/** What a reload renews: a boolean, or words that are added to what earlier lines say, with `~` taken away from it. */
export const refreshOnReloadGrammar: Grammar = {
  parsers: ['config_parse_service_refresh_on_reload'],
  summary: say`a boolean, or extensions and credentials`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const truth = parseBoolean(value);
    if (truth !== undefined) return set(truth ? 'yes' : 'no', wholeToken(value, 'keyword'));
    const list = readWordList(value, {}, true);
    const tokens = [...list.tokens, ...list.words.map((word) => wordToken(word, 'keyword', value))];
    const bad = list.words.find((word) => !isKnown(word.text));
    if (bad) return dropped(unknownWord(bad, VOCABULARY, at), tokens);
    if (list.problem) return dropped(list.problem, tokens);
    return { tokens, problems: [], outcome: 'add', items: list.words.map((word) => listed(list, word.text)) };
  },

  complete(value: string, offset: number): readonly Offer[] {
    const words = Object.entries(MEANINGS).map(([label, documentation]) => ({ label, documentation }));
    const isList = /^~|\S\s/.test(value.slice(0, offset));
    const booleans = ['yes', 'no'].map((label) => ({ label, rank: 1 }));
    return offersInList(value, offset, isList ? words : [...words, ...booleans], true);
  },

  describe(token: Token, value: string): Message | undefined {
    const text = tokenText(token, value);
    return isKnown(text) ? MEANINGS[text] : undefined;
  },
};

const MEANINGS = table<Message>({
  extensions: say`Extension images and directories are mounted again on reload.`,
  credentials: say`Credentials are read again on reload.`,
});

function isKnown(word: string): boolean {
  return Object.hasOwn(MEANINGS, word);
}

const VOCABULARY: Vocabulary = {
  noun: say`a resource that can be refreshed`,
  write: say`Write yes, no, extensions or credentials.`,
  code: 'bad-list-item',
  accepts: isKnown,
  candidates: () => Object.keys(MEANINGS),
};
