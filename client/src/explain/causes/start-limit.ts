import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'start-limit',
  rank: 2,
  explain(evidence, t) {
    const hit =
      said(evidence, /Start request repeated too quickly/) ??
      said(evidence, /start of the service was attempted too often/);
    if (hit === undefined && evidence.unitState?.result !== 'start-limit-hit') return undefined;
    return {
      cause: t(
        '{0} was started too often in a short time. systemd refuses to start it until the limit resets.',
        evidence.unit,
      ),
      next: t('Reset the counter and try again, once you know why it had to be started so often.'),
      remedies: [
        { title: t('Reset and Try Again'), action: { kind: 'reset-failed', unit: evidence.unit } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};
