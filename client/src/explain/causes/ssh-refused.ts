import type { Cause } from '../cause.ts';
import { connectionTrouble } from '../connection-trouble.ts';

export const cause: Cause = {
  code: 'ssh-refused',
  rank: 1,
  explain(evidence, t) {
    if (connectionTrouble(evidence) !== 'refused') return undefined;
    return {
      cause: t('{0} is there, but no ssh server answers.', evidence.place),
      next: t('Start sshd there, or name the port that it listens on in your ssh configuration.'),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
