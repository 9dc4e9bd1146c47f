import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-host-key-changed',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'host-key-changed') return undefined;
    return {
      cause: t('The host key of {0} is not the one that ssh knows for it.', evidence.place),
      next: t(
        'Either the machine was set up anew, or somebody is in between. Ask its administrator, and only then remove the old key with the command that the details show.',
      ),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
