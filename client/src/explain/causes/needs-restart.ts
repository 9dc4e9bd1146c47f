import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** The addresses of a running socket were changed, then the manager was reloaded: 252 and 257, then 262. */
export const cause: Cause = {
  code: 'needs-restart',
  rank: 2,
  explain(evidence, t) {
    const lost = said(evidence, /[Uu]nit (?:is )?not functional until restarted/) !== undefined;
    // The manager says so once, at the reload; later it shows only in an active socket that nobody can reach.
    const deaf = evidence.ending === 'unreachable' && evidence.unitState?.active === 'active';
    if (!lost && !deaf) return undefined;
    return {
      cause: t(
        '{0} was changed while it was running: its old address is closed, and the new one is not open yet.',
        evidence.unit,
      ),
      next: t('Restart the socket.'),
      remedies: [{ title: t('Restart Socket'), action: { kind: 'activate' } }],
    };
  },
};
