import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule, FileView } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { readVariables, type VariableReference } from '../../values/commands/variable-words.ts';
import { shown } from '../../values/scalar.ts';
import type { Word } from '../../values/words/words.ts';
import type { Entry } from '../../workspace/analyse.ts';
import { key } from '../../workspace/memory.ts';
import { assignedIn } from '../../workspace/unit-environment.ts';
import { ofValue } from '../../workspace/value-memory.ts';
import { commandsWith, runsScript, wordRange } from './command-arguments.ts';

/** Within an argument only `${NAME}` is replaced (src/basic/env-util.c, replace_env). */
export const rule: EntryRule = {
  code: 'variable-within-word',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: EXEC_TYPES,
  concerns: (entry) => wordsKeeping(entry).length > 0,
  *check(entry, view) {
    for (const { word, kept } of wordsKeeping(entry)) {
      const [meant] = kept.filter(
        ({ name, from }) => (isLikeVariable(name) && !/\w/.test(word.text[from - 1] ?? '')) || namesSet(view).has(name),
      );
      if (!meant) continue;
      const braced = `\${${meant.name}}`;
      const range = wordRange(entry, word, meant.from, meant.to);
      yield {
        file: entry.file,
        range,
        message: say`"$${meant.name}" stays as it is in "${shown(word.text)}": within an argument systemd replaces only ${braced}. Write ${braced}.`,
        fixes: [editFix(say`Write ${braced}`, 'safe', entry.file, { range, newText: braced })],
      };
    }
  },
};

interface WordKeeping {
  readonly word: Word;
  /** The variables that systemd leaves in the word as they are written. */
  readonly kept: readonly VariableReference[];
}

function wordsKeeping(entry: Entry): readonly WordKeeping[] {
  return ofValue(entry, KEEPING, () =>
    commandsWith(entry, /\$/)
      .filter((command) => !command.prefixes.keepsVariables && !runsScript(command))
      .flatMap(({ words }) => words.slice(1))
      .flatMap((word) => {
        const read = readVariables(word.text);
        // A text with blanks is one for a program that reads it.
        return read.kind === 'text' && read.kept.length > 0 && !/\s/.test(word.text) ? [{ word, kept: read.kept }] : [];
      }),
  );
}

const KEEPING = key<readonly WordKeeping[]>('words that keep variables');

/** Names of variables as people give them: capitals. */
export function isLikeVariable(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]+$/.test(name);
}

/** The variables that Environment= sets in a file. */
function namesSet({ analysis, memory }: FileView): ReadonlySet<string> {
  return memory.remember(NAMES, () => {
    const names = new Set<string>();
    for (const entry of analysis.entries) {
      if (entry.directive.parser !== 'config_parse_environ') continue;
      for (const name of assignedIn(entry).keys()) names.add(name);
    }
    return names;
  });
}

const NAMES = key<ReadonlySet<string>>('names of variables that a file sets');
