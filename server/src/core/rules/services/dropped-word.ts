import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { readVariables } from '../../values/commands/variable-words.ts';
import { shown } from '../../values/scalar.ts';
import type { Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { commandsWith, wordRange } from './command-arguments.ts';

/** What begins with `$` is the name of a variable up to its end, and no variable has such a name (src/basic/env-util.c, replace_env_argv). */
export const rule: EntryRule = {
  code: 'dropped-word',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: EXEC_TYPES,
  *check(entry) {
    for (const command of commandsWith(entry, /\$/)) {
      if (command.prefixes.keepsVariables) continue;
      for (const word of command.words.slice(1)) {
        if (!word.text.startsWith('$') || readVariables(word.text).kind !== 'dropped') continue;
        const name = /^\$([A-Za-z_]\w*)/.exec(word.text)?.[1];
        yield {
          file: entry.file,
          range: wordRange(entry, word),
          message: sentences(
            say`systemd drops the argument "${shown(word.text)}": all behind the "$" is taken for the name of a variable.`,
            remedy(name, word.text),
          ),
          fixes: fixes(entry, word, name),
        };
      }
    }
  },
};

function remedy(name: string | undefined, text: string): Message {
  if (name !== undefined) return say`Write \${${name}} for the variable alone, or $$ for a dollar sign.`;
  return /^\$\(/.test(text)
    ? say`systemd uses no shell. Write /bin/sh -c '…' around the command, with $$ for a dollar sign.`
    : say`Write $$ for a dollar sign.`;
}

function fixes(entry: Entry, word: Word, name: string | undefined): Fix[] {
  const { file } = entry;
  const sign = wordRange(entry, word, 0, 1);
  const dollar = editFix(say`Write $$ for a dollar sign`, 'unsafe', file, { range: sign, newText: '$$' });
  if (name === undefined) return [dollar];
  const braced = `\${${name}}`;
  const range = wordRange(entry, word, 0, name.length + 1);
  return [editFix(say`Write ${braced}`, 'unsafe', file, { range, newText: braced }), dollar];
}
