import { pageIn } from '../core/findings/page-in.ts';
import { type Message, render, say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import { readArguments } from './arguments.ts';
import { completions } from './completions.ts';
import { help, usageOf } from './help.ts';
import { COMMANDS } from './options.ts';
import { runCheck } from './run-check.ts';
import { runEffective } from './run-effective.ts';
import { runFormat } from './run-format.ts';
import { runGraph } from './run-graph.ts';
import { runPorts } from './run-ports.ts';
import { runSecurity } from './run-security.ts';
import { languageOf, type Scene, type Surroundings } from './surroundings.ts';

/**
 * Runs the command line.
 *
 * @param words What stands behind the program's name.
 * @returns the exit status, as `--help` tells.
 */
export function run(words: readonly string[], surroundings: Surroundings): number {
  const request = readArguments(words);
  const here: Scene = { ...surroundings, language: languageOf(request, surroundings) };
  switch (request.kind) {
    case 'help':
      here.print(help(request.command, here.language));
      return 0;
    case 'version':
      here.print(`${here.program}\n`);
      return 0;
    case 'explain':
      here.print(pageIn(request.code, here.language)!);
      return 0;
    case 'wrong':
      for (const one of [request.message, nextStep(request.command)])
        here.complain(`${visible(render(one, here.language))}\n`);
      return 2;
    case 'completions':
      here.print(completions(request.shell, here.language));
      return 0;
    case 'effective':
      return runEffective(request.arguments, here);
    case 'graph':
      return runGraph(request.arguments, here);
    case 'security':
      return runSecurity(request.arguments, here);
    case 'ports':
      return runPorts(request.arguments, here);
    case 'format':
      return runFormat(request.arguments, here);
    case 'check':
      return runCheck(request.arguments, here);
  }
}

/** What to do after wrong use. */
function nextStep(command: keyof typeof COMMANDS | undefined): Message {
  if (command === undefined)
    return say`Usage: systemd-units COMMAND [options] OPERAND... (systemd-units --help lists the commands.)`;
  return say`Usage: ${usageOf(command, COMMANDS[command])} (systemd-units ${command} --help explains them.)`;
}
