import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'timed-out',
  rank: 6,
  explain(evidence, t) {
    const slow = evidence.outcome.kind === 'timeout';
    if (
      !slow &&
      said(evidence, /Job for \S+ timed out|operation timed out\. Terminating|start operation timed out/) === undefined
    ) {
      return undefined;
    }
    return {
      cause: slow
        ? t('No answer from {0} in time.', evidence.place)
        : t('{0} did not become ready within its start timeout.', evidence.unit),
      next: slow
        ? t('Check whether it is overloaded or waits for something, then try again.')
        : t(
            'Check in the journal what it waits for. The Type= of a service must match how the program reports that it is ready.',
          ),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};
