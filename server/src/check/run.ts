import { pageText } from '../core/findings/page.ts';
import { visible } from '../core/text/visible.ts';
import { readArguments, USAGE } from './arguments.ts';
import { runCheck } from './run-check.ts';
import { runFormat } from './run-format.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Runs the command line.
 *
 * @param words What stands behind the program's name.
 * @returns the exit status: see {@link USAGE}.
 */
export function run(words: readonly string[], here: Surroundings): number {
  const request = readArguments(words);
  switch (request.kind) {
    case 'help':
      here.print(USAGE);
      return 0;
    case 'version':
      here.print(`${here.program}\n`);
      return 0;
    case 'explain':
      here.print(pageText(request.code)!);
      return 0;
    case 'wrong':
      here.complain(`${visible(request.message)}\n\n${USAGE}`);
      return 2;
    case 'format':
      return runFormat(request.arguments, here);
    case 'check':
      return runCheck(request.arguments, here);
  }
}
