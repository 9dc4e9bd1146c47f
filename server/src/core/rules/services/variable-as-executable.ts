import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import type { Range } from '../../text/range.ts';
import { writtenVariables } from '../../values/commands/variable-words.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { commandsWith, wordRange } from './command-arguments.ts';

/** The path is taken before variables are replaced, which happens in arguments alone (src/core/execute.c, exec_child). */
export const rule: EntryRule = {
  code: 'variable-as-executable',
  effect: 'fail',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: EXEC_TYPES,
  *check(entry) {
    for (const command of commandsWith(entry, /\$/)) {
      const word = command.words[0];
      if (!word || command.prefixes.viaShell || writtenVariables(command.path).length === 0) continue;
      yield {
        file: entry.file,
        range: wordRange(entry, word),
        ...(command.prefixes.ignoresFailure && { effect: 'advice', severity: 'warning' }),
        message: sentences(
          say`Variables are not replaced in the executable: systemd looks for "${command.path}".`,
          command.prefixes.ignoresFailure ? say`The command never runs.` : say`The command fails with status 203/EXEC.`,
          say`Write the path out, or start it through /usr/bin/env or /bin/sh -c.`,
        ),
        fixes: throughEnv(entry.file, wordRange(entry, word), command.path),
      };
    }
  },
};

/** env(1) is given the value as its first argument. Prefixes such as `-` stay in front of it. */
function throughEnv(file: UnitFile, { from, to }: Range, path: string): readonly Fix[] {
  const at = file.text.slice(from, to).indexOf(path);
  if (at < 0) return [];
  const edit = { range: { from: from + at, to: from + at }, newText: '/usr/bin/env ' };
  return [editFix(say`Start it through /usr/bin/env`, 'unsafe', file, edit)];
}
