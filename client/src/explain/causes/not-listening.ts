import type { Cause } from '../cause.ts';

/** A test request found no listener, and no better cause is known. */
export const cause: Cause = {
  code: 'not-listening',
  rank: 8,
  explain(evidence, t) {
    if (evidence.during !== 'request' || evidence.unitState?.active === 'active') return undefined;
    const state = evidence.unitState;
    return {
      cause:
        state === undefined || state.load === 'not-found'
          ? t('{0} is not active on {1}, so nothing listens.', evidence.unit, evidence.place)
          : t('{0} is {2} on {1}, so nothing listens.', evidence.unit, evidence.place, state.active),
      next: t('Activate the socket, then send the request again.'),
      remedies: [{ title: t('Activate'), action: { kind: 'activate' } }],
    };
  },
};
