import type { Cause } from '../cause.ts';

export const cause: Cause = {
  code: 'ansible-missing',
  rank: 1,
  explain({ outcome }, t) {
    if (outcome.kind !== 'missing' || !outcome.program.startsWith('ansible')) return undefined;
    return {
      cause: t('Ansible is not installed on this machine.'),
      next: t(
        'Install the package ansible-core: apt install ansible-core, dnf install ansible-core, brew install ansible. It does not run on Windows; open the folder in WSL there.',
      ),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};
