import { signalName } from '../../manager/signal-name.ts';
import { isGoodEnd } from '../../manager/unit-state.ts';
import type { Cause } from '../cause.ts';
import { ownWords } from '../crashes/find-crash.ts';

/** The program's own failure; its last messages are in the journal. */
export const cause: Cause = {
  code: 'handler-failed',
  rank: 7,
  explain(evidence, t) {
    const { exit } = evidence;
    if (exit === undefined || isGoodEnd(exit)) return undefined;
    const words = ownWords(evidence).at(-1) ?? evidence.output.findLast((line) => line.trim() !== '');
    const service = evidence.service ?? evidence.unit;
    return {
      cause:
        exit.code === 'exited'
          ? t('The program of {0} exited with status {1}.', service, exit.status)
          : t('The program of {0} was killed by signal {1}.', service, signalName(exit.status)),
      next:
        words === undefined
          ? t(
              'It wrote nothing to the journal. With StandardError=journal, what it writes to standard error goes there.',
            )
          : t('Its last line: {0}', words),
      remedies: [
        { title: t('Show Journal'), action: { kind: 'journal' } },
        { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } },
      ],
    };
  },
};
