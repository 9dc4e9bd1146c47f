import { editFix } from '../../findings/edits.ts';
import type { EntryRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { commandsWith, runsScript, wordRange } from './command-arguments.ts';

/** systemd takes `$$` for one dollar sign (src/basic/env-util.c, replace_env), before the shell could see its process ID in it. */
export const rule: EntryRule = {
  code: 'process-id-in-script',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  per: 'entry',
  parser: 'config_parse_exec',
  types: ['service', 'socket'],
  *check(entry) {
    for (const command of commandsWith(entry, /\$\$/)) {
      if (command.prefixes.keepsVariables || !(command.prefixes.viaShell || runsScript(command))) continue;
      for (const word of command.words) {
        const found = PROCESS_ID.exec(word.text);
        if (!found) continue;
        const to = found.index + found[0].length;
        const range = wordRange(entry, word, to - 2, to);
        yield {
          file: entry.file,
          range,
          message: say`The shell sees "$" and not its process ID: systemd replaces "$$" by a single dollar sign. Write $$$$ for the process ID.`,
          fixes: [editFix(say`Write $$$$`, 'unsafe', entry.file, { range, newText: '$$$$' })],
        };
      }
    }
  },
};

/** `$$` where a script would have its process ID, and not the end of a line in a pattern. */
const PROCESS_ID = /\b(?:echo |kill |kill -[A-Z0-9]+ |pid=|PID=)"?\$\$(?![$\w{(])/;
