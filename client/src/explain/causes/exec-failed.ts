import type { Cause } from '../cause.ts';
import type { RemedyAction } from '../evidence.ts';
import { failedProgram } from '../program-failure.ts';

/** EXIT_EXEC, src/shared/exit-status.h: the process was forked, but execve() failed. */
const EXIT_EXEC = 203;

export const cause: Cause = {
  code: 'exec-failed',
  rank: 3,
  explain(evidence, t) {
    const failure = evidence.lines.map(failedProgram).find((found) => found !== undefined);
    if (failure === undefined && evidence.exit?.status !== EXIT_EXEC) return undefined;
    const path = failure?.path ?? t('The program in ExecStart=');
    const why = failure?.why ?? '';
    const interpreter = evidence.program?.interpreter;
    const edit = { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } as RemedyAction };
    const journal = { title: t('Show Journal'), action: { kind: 'journal' } as RemedyAction };

    if (why.startsWith('Permission denied')) {
      const chmod = { kind: 'make-executable', path } as const;
      return {
        cause: t('{0} may not be executed.', path),
        next: t('Make it executable, and see that every folder above it can be entered by the service’s user.'),
        remedies: [...(interpreter === undefined ? [] : [{ title: t('Make Executable'), action: chmod }]), edit],
      };
    }
    if (why.startsWith('No such file') && evidence.program?.exists && interpreter !== undefined) {
      return {
        cause: t('{0} is a script for {1}, which does not exist on {2}.', path, interpreter, evidence.place),
        next: t('Install that interpreter, or name another one in the script’s first line.'),
        remedies: [edit, journal],
      };
    }
    if (why.startsWith('No such file')) {
      return {
        cause: t('{0} does not exist on {1}.', path, evidence.place),
        next: t('Check the path in ExecStart=, and copy the program there if it is yours.'),
        remedies: [edit, journal],
      };
    }
    if (why.startsWith('Exec format error')) {
      return {
        cause: t('The kernel cannot run {0}.', path),
        next: t(
          'A script needs an interpreter in its first line, such as #!/bin/sh; a binary must be for this machine.',
        ),
        remedies: [edit, journal],
      };
    }
    return {
      cause: t('{0} could not be executed (status 203/EXEC).', path),
      next: t('Check the path in ExecStart=, its permissions, and the interpreter in a script’s first line.'),
      remedies: [edit, journal],
    };
  },
};
