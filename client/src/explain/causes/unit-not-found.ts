import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'unit-not-found',
  rank: 4,
  explain(evidence, t) {
    const name = said(evidence, /Unit (\S+) (?:could not be found|not found|not loaded)\b/)?.[1];
    if (name === undefined) return undefined;
    return {
      cause: t('{0} is not installed on {1}.', name, evidence.place),
      next:
        name === evidence.unit
          ? t('Activate it: that also installs it.')
          : t('{0} needs it: install it as well, or remove it from Requires=.', evidence.unit),
      remedies: name === evidence.unit ? [{ title: t('Activate'), action: { kind: 'activate' } }] : [],
    };
  },
};
