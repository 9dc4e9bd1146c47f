import type { Cause } from '../cause.ts';

/** sudo cannot ask on another machine: a password is neither sent there nor kept. */
export const cause: Cause = {
  code: 'sudo-asks',
  rank: 1,
  explain({ outcome, place }, t) {
    if (outcome.kind !== 'unavailable' || outcome.reason !== 'no-privileges' || outcome.detail === '') return undefined;
    const words = outcome.detail.split('\n')[0]?.replace(/^sudo: /, '') ?? '';
    return {
      cause: t('You are not root on {0}, and sudo asks for a password there ({1}).', place, words),
      next: t('Log in as root, let sudo there ask for no password (NOPASSWD), or choose the user manager.'),
      remedies: [
        { title: t('Select Target'), action: { kind: 'select-target' } },
        { title: t('Try Again'), action: { kind: 'retry' } },
      ],
    };
  },
};
