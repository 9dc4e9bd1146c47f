import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import type { Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { commandsWith, wordRange } from './command-arguments.ts';

/**
 * Quotes and dashes as text processors and web pages make them of straight ones (src/basic/extract-word.c knows `'` and `"` alone). Only
 * those at the beginning of an argument are told, where a straight one would have been a quote or begun an option.
 */
export const rule: EntryRule = {
  code: 'typographic-mark',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: EXEC_TYPES,
  *check(entry) {
    const { file } = entry;
    for (const { words } of commandsWith(entry, /[“”„‘’‚–—]/)) {
      for (const [index, word] of words.entries()) {
        // Within straight quotes they are text.
        if (index === 0 || /^["']/.test(entry.node.value.slice(word.from, word.to))) continue;
        const dash = DASH.exec(word.text)?.[1];
        const quote = OPENING.exec(word.text)?.[1];
        if (dash !== undefined) {
          yield {
            file,
            range: wordRange(entry, word, 0, 1),
            message: say`"${dash}" is no hyphen: the program does not see an option here. Write "-".`,
            fixes: [straightened(entry, say`Write hyphens`, [word])],
          };
        } else if (quote !== undefined) {
          const last = words.findIndex((one, at) => at >= index && CLOSING.test(one.text));
          if (last < 0) continue;
          yield {
            file,
            range: wordRange(entry, word, word.text.indexOf(quote), word.text.indexOf(quote) + 1),
            message: say`"${quote}" is no quote to systemd: it becomes part of the argument, which ends at the next blank. Write a straight quote.`,
            fixes: [straightened(entry, say`Write straight quotes`, words.slice(index, last + 1))],
          };
          return;
        }
      }
    }
  },
};

/** An option of one letter or of a word. */
const DASH = /^([–—])[A-Za-z-]/;
/** At the beginning of an argument, or of the value of an option. */
const OPENING = /^(?:--?[A-Za-z][\w-]*=)?([“”„‘’‚])/;
const CLOSING = /[“”’‘]$/;

function straightened(entry: Entry, title: Message, words: readonly Word[]): Fix {
  const edits = words.flatMap((word) =>
    [...word.text.matchAll(/[“”„‘’‚]|^[–—]/g)].map(({ 0: mark, index }) => ({
      range: wordRange(entry, word, index, index + 1),
      newText: STRAIGHT.get(mark) ?? "'",
    })),
  );
  return editFix(title, 'unsafe', entry.file, ...edits);
}

const STRAIGHT: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['–', '-'],
  ['—', '--'],
]);
