import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-host-key-unknown',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'host-key-unknown') return undefined;
    return {
      cause: t('ssh does not know the host key of {0} yet.', evidence.place),
      next: t('Log in once in a terminal: ssh shows the key’s fingerprint and asks whether it is the right one.'),
      remedies: [
        { title: t('Log In'), action: { kind: 'log-in', host: evidence.place } },
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
