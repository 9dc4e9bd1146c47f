import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'masked',
  rank: 2,
  explain(evidence, t) {
    const name = said(evidence, /Unit (\S+) is masked/)?.[1];
    if (name === undefined && evidence.unitState?.load !== 'masked') return undefined;
    return {
      cause: t('{0} is masked on {1}, so it cannot be started.', name ?? evidence.unit, evidence.place),
      next: t('If it should start again, unmask it: systemctl unmask {0}', name ?? evidence.unit),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};
