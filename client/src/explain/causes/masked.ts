import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'masked',
  rank: 2,
  explain(evidence, t) {
    const name = said(evidence, /Unit (\S+) is masked/)?.[1];
    if (name === undefined && evidence.unitState?.load !== 'masked') return undefined;
    return {
      cause:
        evidence.manager === 'system'
          ? t(
              '{0} is masked by an administrator on {1}, so it cannot be started.',
              name ?? evidence.unit,
              evidence.place,
            )
          : t('{0} is masked on {1}, so it cannot be started.', name ?? evidence.unit, evidence.place),
      next:
        evidence.manager === 'system'
          ? t('If it should start again, unmask it: systemctl unmask {0}', name ?? evidence.unit)
          : t('If it should start again, unmask it: systemctl --user unmask {0}', name ?? evidence.unit),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }],
    };
  },
};
