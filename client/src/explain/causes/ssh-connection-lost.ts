import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-connection-lost',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'lost') return undefined;
    return {
      cause: t('The connection to {0} broke.', evidence.place),
      next: t(
        'Each file there is whole, the old or the new one, but not all that was begun may have been done. Try again: what is done already stays.',
      ),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
