import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** polkit denied it, or had no agent to ask (252, 257; 262 has a longer message); or the prompt was dismissed. */
export const cause: Cause = {
  code: 'not-authorized',
  rank: 2,
  explain(evidence, t) {
    const select = { title: t('Select Target'), action: { kind: 'select-target' } } as const;
    if (evidence.outcome.kind === 'unavailable' && evidence.outcome.reason === 'no-privileges') {
      return {
        cause: t('Units of {0} can only be changed by root, and neither pkexec nor sudo is installed.', evidence.place),
        next: t('Select the user manager or the dry run, which need no privileges.'),
        remedies: [select],
      };
    }
    const refused =
      evidence.outcome.kind === 'denied' ||
      said(
        evidence,
        /Interactive authentication required|requires interactive authentication|: Access denied|Not authorized/,
      );
    if (!refused) return undefined;
    return {
      cause: t('Permission to change units of {0} was denied.', evidence.place),
      next: t('Confirm as an administrator when asked, or use the user manager, which needs no privileges.'),
      remedies: [{ title: t('Try Again'), action: { kind: 'retry' } }, select],
    };
  },
};
