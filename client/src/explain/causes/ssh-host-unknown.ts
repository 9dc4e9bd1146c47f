import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-host-unknown',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'name-unknown') return undefined;
    return {
      cause: t('There is no machine of the name {0}.', evidence.place),
      next: t('Correct the name, or give it a HostName in your ssh configuration.'),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
