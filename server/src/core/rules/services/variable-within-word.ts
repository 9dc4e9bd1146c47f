import { editFix } from '../../findings/edits.ts';
import type { FileView, LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { environmentAssignments } from '../../values/commands/environment.ts';
import { readVariables } from '../../values/commands/variable-words.ts';
import { shown } from '../../values/scalar.ts';
import { commandsWith, runsScript, wordRange } from './command-arguments.ts';

/** Within an argument only `${NAME}` is replaced (src/basic/env-util.c, replace_env). */
export const rule: LineRule = {
  code: 'variable-within-word',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  types: ['service', 'socket', 'mount', 'swap'],
  *check(view) {
    let names: ReadonlySet<string> | undefined;
    for (const { command, entry } of commandsWith(view, /\$/)) {
      if (command.prefixes.keepsVariables || runsScript(command)) continue;
      for (const word of command.words.slice(1)) {
        const read = readVariables(word.text);
        // A text with blanks is one for a program that reads it.
        if (read.kind !== 'text' || read.kept.length === 0 || /\s/.test(word.text)) continue;
        names ??= namesSet(view);
        const [meant] = read.kept.filter(
          ({ name, from }) => (isLikeVariable(name) && !/\w/.test(word.text[from - 1] ?? '')) || names?.has(name),
        );
        if (!meant) continue;
        const braced = `\${${meant.name}}`;
        const range = wordRange(entry, word, meant.from, meant.to);
        yield {
          file: view.file,
          range,
          message: say`"$${meant.name}" stays as it is in "${shown(word.text)}": within an argument systemd replaces only ${braced}. Write ${braced}.`,
          fixes: [editFix(say`Write ${braced}`, 'safe', view.file, { range, newText: braced })],
        };
      }
    }
  },
};

/** Names of variables as people give them: capitals. */
export function isLikeVariable(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]+$/.test(name);
}

/** The variables that Environment= sets in a file. */
function namesSet({ analysis }: FileView): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { directive, node } of analysis.entries) {
    if (directive.parser !== 'config_parse_environ') continue;
    for (const text of environmentAssignments(node.value)) names.add(text.slice(0, text.indexOf('=')));
  }
  return names;
}
