import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { commands } from '../../workspace/services.ts';
import { INTERPRETER } from './command-arguments.ts';
import { execSetting } from './exec-facts.ts';

/** A script named without its folder is looked for in the working directory, which is the root directory unless set. */
export const rule: UnitRule = {
  code: 'relative-script',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['service'],
  needs: ['ExecStart', 'ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecReload'],
  *check(unit) {
    if (unit.manager === 'user' || execSetting(unit, 'WorkingDirectory')) return;
    const seen = new Set<unknown>();
    for (const key of ['ExecStart', 'ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecReload']) {
      for (const { entry } of commands(unit, key)) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        const { node, parsed, file } = entry;
        if (!MAY_NAME_SCRIPT.test(node.value)) continue;
        const at = parsed.tokens.findIndex((token) => token.kind === 'command');
        const [program, script] = [parsed.tokens[at], parsed.tokens[at + 1]];
        if (!program || script?.kind !== 'argument') continue;
        const word = script.text ?? node.value.slice(script.from, script.to);
        if (!INTERPRETER.test(program.text ?? node.value.slice(program.from, program.to)) || !SCRIPT.test(word))
          continue;
        yield {
          file,
          range: valueSource(node, script.from, script.to),
          message: say`"${word}" is a relative path, and the working directory is /. The program is not looked for beside this file. Write its full path, or set WorkingDirectory=.`,
        };
      }
    }
  },
};

/** True of few commands; the others are not looked at closer. Quotes and escapes may stand within a name. */
const MAY_NAME_SCRIPT = /\.(?:py|js|mjs|cjs|ts|pl|rb|php|sh|bash|zsh|lua)|["'\\]/;

/** A file name or relative path with the ending of a script; nothing with a specifier, a variable or an option's dash. */
const SCRIPT = /^(?![-/])[^%$=\s]*\.(?:py|js|mjs|cjs|ts|pl|rb|php|sh|bash|zsh|lua)$/;
