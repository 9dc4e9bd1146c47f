import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** StandardInput=socket, but the service was not started by exactly one socket: 252 and 257, then 262. */
export const cause: Cause = {
  code: 'no-socket',
  rank: 3,
  explain(evidence, t) {
    if (said(evidence, /Got no socket\.|Got more than one socket|Expected exactly one socket/) === undefined)
      return undefined;
    return {
      cause: t('The service has StandardInput=socket, but was not started with exactly one socket.'),
      next: t('Start its socket instead; with StandardInput=socket that must have one Listen line, or Accept=yes.'),
      remedies: [{ title: t('Open StandardInput='), action: { kind: 'edit', directive: 'StandardInput' } }],
    };
  },
};
