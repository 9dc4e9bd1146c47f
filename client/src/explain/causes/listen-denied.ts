import { FIRST_UNPRIVILEGED } from '../../manager/free-port.ts';
import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'listen-denied',
  rank: 1,
  explain(evidence, t) {
    const address =
      said(
        evidence,
        /Failed to create listening socket \((.*)\): (?:Permission denied|Operation not permitted)/,
      )?.[1] ?? said(evidence, /Failed to open '(.*)': (?:Permission denied|Operation not permitted)/)?.[1];
    if (address === undefined) return undefined;
    const port = Number(/(?:^|:)(\d+)$/.exec(address)?.[1] ?? Number.NaN);
    const low = port < FIRST_UNPRIVILEGED;
    return {
      cause: low
        ? t('Port {0} is below 1024, and a user’s own manager may not listen there.', port)
        : t('The manager may not listen on {0}.', address),
      next: low
        ? t('Use a port from 1024 up, or deploy to the system manager.')
        : t('Choose an address that this user may use, or deploy to the system manager.'),
      remedies: [
        { title: t('Change Address'), action: { kind: 'change-address', address } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
