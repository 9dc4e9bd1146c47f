import type { Effect } from '../diagnostic.ts';
import { type Message, say } from '../text/message.ts';
import { nearest } from '../text/nearest.ts';
import { lookUp, type Rows } from '../text/table.ts';
import type { ValueContext, ValueFix, ValueProblem, ValueProblemCode, Wording } from './grammar.ts';
import { shown } from './scalar.ts';
import type { Word } from './words/words.ts';

/** The words that may stand in a list, and how to speak of them. */
export interface Vocabulary {
  /** What a word is, with its article: `a capability`. */
  readonly noun: Message;
  /** What systemd does about an unknown word, as a sentence, where it logs nothing. */
  readonly consequence?: Message;
  /** What to write, as a sentence, for words that are near to none. */
  readonly write: Message;
  readonly code: ValueProblemCode;
  /** What systemd does about an unknown word; `ignore` by default. */
  readonly effect?: Effect;
  accepts(word: string): boolean;
  /** All names, to find the one that was meant. */
  candidates(): Iterable<string>;
  /** The first systemd version that has a word, where this may differ. */
  since?(word: string): number | undefined;
  /** What stands between the words; a space by default. */
  readonly separator?: ',';
  /** Words of other tools, and what was most likely meant. */
  readonly mistakes?: Rows<string>;
}

/** The problem of a word that is none of the vocabulary, with the way out where there is a likely one. */
export function unknownWord(word: Word, vocabulary: Vocabulary, at: ValueContext): ValueProblem {
  const { noun, consequence, write, code } = vocabulary;
  const { from, to } = word;
  const problem = (wording: Wording, fixes: readonly ValueFix[] = []): ValueProblem => ({
    code,
    effect: vocabulary.effect ?? 'ignore',
    from,
    to,
    ...wording,
    ...(fixes.length > 0 && { fixes }),
  });
  const text = shown(word.text);
  const parts = word.text.split(/[,;|\s]+/).filter((part) => part !== '');
  if (/[,;|\s]/.test(word.text) && parts.length > 0 && parts.every((part) => vocabulary.accepts(part))) {
    const message = say`"${text}" is read as one word.`;
    const [between, remedy, title] = vocabulary.separator
      ? [',', say`Separate words with commas alone.`, say`Separate with commas`]
      : [' ', say`Separate words with spaces.`, say`Separate with spaces`];
    return problem({ message, remedy }, [{ title, safety: 'safe', from, to, newText: parts.join(between) }]);
  }
  const bare = word.text.replace(/^["'](.*)["']$/s, '$1');
  if (bare !== word.text && vocabulary.accepts(bare)) {
    const wording = { message: say`Quotes are read as part of the word.`, remedy: say`Write ${bare} without them.` };
    return problem(wording, [{ title: say`Remove the quotes`, safety: 'safe', from, to, newText: bare }]);
  }
  if (/^[~!-]\D/.test(word.text) && vocabulary.accepts(word.text.slice(1))) {
    const message = say`"${word.text[0]!}" before a single word has no meaning here.`;
    return problem({ message, remedy: writtenAlone(word, at) });
  }
  const since = vocabulary.since?.(word.text);
  if (since !== undefined && since > at.version) {
    const message = say`${text} needs systemd ${since} or newer.`;
    return { ...problem({ message, remedy: say`Remove it for systemd ${at.version}.` }), code: 'unsupported-here' };
  }
  const meant = lookUp(vocabulary.mistakes, word.text.toLowerCase()) ?? nearest(word.text, vocabulary.candidates());
  const what = { message: say`"${text}" is not ${noun}.`, ...(consequence && { consequence }) };
  if (meant === undefined) return problem({ ...what, remedy: write });
  const safety = meant.toLowerCase() === word.text.toLowerCase() ? 'safe' : 'unsafe';
  return problem({ ...what, remedy: say`Did you mean ${meant}?` }, [
    { title: say`Replace with ${meant}`, safety, from, to, newText: meant },
  ]);
}

function writtenAlone(word: Word, at: ValueContext): Message {
  if (word.from === 0 || word.text[0] !== '~') return say`Write the word alone.`;
  return say`Put this word on its own ${at.key}=~ line: a "~" is allowed once, before all words.`;
}
