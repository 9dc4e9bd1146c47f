import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-not-let-in',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'not-let-in') return undefined;
    return {
      cause: t(
        '{0} does not let you in: none of your keys fits, and nobody can be asked for a password in the background.',
        evidence.place,
      ),
      next: t(
        'Load your key into the agent with ssh-add, or log in once in a terminal; on Linux and macOS that connection is then shared.',
      ),
      remedies: [
        { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
