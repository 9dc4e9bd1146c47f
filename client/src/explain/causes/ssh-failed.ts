import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

/** What ssh said that no other cause knows. */
export const cause: Cause = {
  code: 'ssh-failed',
  rank: 2,
  explain(evidence, t) {
    if (connectionTrouble(evidence) === undefined) return undefined;
    const words = evidence.lines.at(-1) ?? '';
    return {
      cause:
        words === '' ? t('There is no connection to {0}.', evidence.place) : t('ssh {0}: {1}', evidence.place, words),
      next: t('See that ssh {0} works in a terminal, and try again.', evidence.place),
      remedies: [
        { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
        { title: t('Try Again'), action: { kind: 'retry' } },
      ],
    };
  },
};
