import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'trigger-limit',
  rank: 2,
  explain(evidence, t) {
    const hit = said(evidence, /Trigger limit hit, refusing further activation/);
    if (hit === undefined && evidence.unitState?.result !== 'trigger-limit-hit') return undefined;
    return {
      cause: t('{0} exceeded its trigger limit, and systemd closed it.', evidence.unit),
      next: t(
        'Check in the journal why its service ends or fails at once. Then activate the socket again, or raise TriggerLimitBurst=.',
      ),
      remedies: [
        { title: t('Activate Again'), action: { kind: 'activate' } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};
