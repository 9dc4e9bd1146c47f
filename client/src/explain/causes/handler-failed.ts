import type { Cause } from '../cause.ts';

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  31: 'SIGSYS',
};

/** The program's own failure; its last messages are in the journal. */
export const cause: Cause = {
  code: 'handler-failed',
  rank: 7,
  explain(evidence, t) {
    const { exit } = evidence;
    if (exit === undefined || (exit.code === 'exited' && exit.status === 0)) return undefined;
    const words = evidence.journal.filter((entry) => !entry.fromManager).at(-1)?.message;
    const service = evidence.service ?? evidence.unit;
    return {
      cause:
        exit.code === 'exited'
          ? t('The program of {0} exited with status {1}.', service, exit.status)
          : t('The program of {0} was killed by signal {1}.', service, SIGNALS[exit.status] ?? exit.status),
      next:
        words === undefined
          ? t(
              'It wrote nothing to the journal. With StandardError=journal, what it writes to standard error goes there.',
            )
          : t('Its last line in the journal: {0}', words),
      remedies: [
        { title: t('Show Journal'), action: { kind: 'journal' } },
        { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } },
      ],
    };
  },
};
