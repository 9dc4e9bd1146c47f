import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-no-answer',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'no-answer') return undefined;
    return {
      cause: t('{0} does not answer.', evidence.place),
      next: t('See that it is switched on and can be reached from here, perhaps through a VPN.'),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
