import type { Cause } from '../cause.ts';

export const cause: Cause = {
  code: 'ssh-missing',
  rank: 1,
  explain(evidence, t) {
    if (evidence.outcome.kind !== 'unavailable' || evidence.outcome.reason !== 'no-ssh') return undefined;
    return {
      cause: t('There is no ssh client on this machine.'),
      next: t(
        'Install OpenSSH: apt install openssh-client, dnf install openssh-clients, or the optional feature OpenSSH Client on Windows.',
      ),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};
