import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** Of ansible-core 2.14 to 2.19; a unit whose program is missing is told in other words. */
const NO_PYTHON = /^(\/bin\/)?sh: .*python[\d.]*: (not found|No such file)|module interpreter '.*' was not found/;

/** Ansible sends programs in Python to the machines that it works on. */
export const cause: Cause = {
  code: 'python-missing',
  rank: 1,
  explain(evidence, t) {
    if (said(evidence, NO_PYTHON) === undefined) return undefined;
    return {
      cause: t('{0} has no Python, which Ansible needs there.', evidence.place),
      next: t(
        'Install it there (for instance: apt install python3), or deploy to that machine over ssh, without Ansible.',
      ),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};
