import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'service-active',
  rank: 1,
  explain(evidence, t) {
    const service =
      evidence.outcome.kind === 'service-active'
        ? evidence.outcome.service
        : said(evidence, /Socket service (\S+) already active, refusing/)?.[1];
    if (service === undefined) return undefined;
    return {
      cause: t('{0} is running, and systemd does not open its socket while it runs.', service),
      next: t('Stop {0} first; the next connection starts it again.', service),
      remedies: [
        { title: t('Stop It and Activate'), action: { kind: 'stop', unit: service, thenActivate: true } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};
