import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { stretchAround } from '../offers.ts';
import { dropped, reset } from '../parsed.ts';
import { splitFields } from '../words/fields.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { readWordList, tokenText } from '../words/word-list.ts';
import type { Word } from '../words/words.ts';
import {
  addOptions,
  COLON_FIELDS,
  optionOffers,
  partitionNote,
  partitionProblem,
  partitionToken,
} from './image-options.ts';

/** Mount options for the partitions of RootImage=: `[PARTITION:]OPTIONS` (src/core/load-fragment.c, config_parse_root_image_options). */
export const rootImageOptionsGrammar: Grammar = {
  parsers: ['config_parse_root_image_options'],
  summary: say`mount options for partitions, as PARTITION:OPTIONS`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const list = readWordList(value, { unquote: true, retainEscape: true });
    if (list.problem) return dropped(list.problem);
    const items: string[] = [];
    const problems: ValueProblem[] = [];
    const tokens: Token[] = [];
    for (const word of list.words) {
      const { fields, rest, error } = splitFields(word, COLON_FIELDS, 2);
      if (error) return dropped(quotingProblem(value, error));
      if (rest !== undefined && rest < word.text.length) return dropped(tooMany(word));
      const [first, second] = fields;
      if (!first) continue;
      const named = second !== undefined && second.text !== '';
      if (named) tokens.push(partitionToken(first));
      const bad = named ? partitionProblem(first, at) : undefined;
      if (bad) problems.push(bad);
      else if (addOptions(named ? second : first, at, problems, tokens)) items.push(word.text);
    }
    // Even a line of which nothing is left replaces what was there before.
    return { tokens, problems, outcome: items.length > 0 ? outcomeOf(at) : 'reset', items };
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const stretch = stretchAround(value, offset);
    const colon = stretch.text.indexOf(':');
    return optionOffers(value, offset, at, colon < 0 || offset <= stretch.from + colon);
  },

  describe(token: Token, value: string): Message | undefined {
    if (token.kind === 'keyword') return partitionNote(tokenText(token, value));
    return token.kind === 'string' ? say`Mount options, separated by commas.` : undefined;
  },

  parts(value: string, offset: number): Parts {
    const { from } = stretchAround(value, offset);
    const parts = [
      {
        label: 'partition',
        documentation: say`Which partition the options are for; the root partition where none is named.`,
      },
      { label: 'options', documentation: say`Mount options, separated by commas.` },
    ];
    return { label: '[partition:]options', parts, active: value.slice(from, offset).includes(':') ? 1 : 0 };
  },
};

/** Since this version an assignment replaces the one before; older systems append to it. */
const REPLACES = 260;

function outcomeOf(at: ValueContext): 'set' | 'add' {
  return at.version >= REPLACES ? 'set' : 'add';
}

function tooMany({ from, to }: Word): ValueProblem {
  const wording = {
    message: say`This word has more than a partition and its options.`,
    remedy: say`Separate pairs with a space, as in root:ro home:rw.`,
  };
  return { code: 'bad-list-item', effect: 'ignore', from, to, ...wording };
}
