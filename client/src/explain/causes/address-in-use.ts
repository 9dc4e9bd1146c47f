import { isUnitName } from '../../manager/unit-name.ts';
import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'address-in-use',
  rank: 1,
  explain(evidence, t) {
    const [, address] = said(evidence, /Failed to create listening socket \((.*)\): Address already in use/) ??
      said(evidence, /Failed to open '(.*)': Address already in use/) ?? [undefined, undefined];
    if (address === undefined) return undefined;
    const [owner] = evidence.owners;
    const edit = { title: t('Change Address'), action: { kind: 'change-address', address } } as const;
    const retry = { title: t('Try Again'), action: { kind: 'retry' } } as const;
    if (owner === undefined) {
      return {
        cause: t('{0} is already in use, so {1} cannot listen there.', address, evidence.unit),
        next: t(
          'Choose another address, or stop what listens there. It belongs to another user, so it cannot be named.',
        ),
        remedies: [edit, retry],
      };
    }
    const { process, pid, unit } = owner;
    if (unit !== undefined && isUnitName(unit) && (process === 'systemd') === unit.endsWith('.socket')) {
      return {
        cause: t('{0} is already in use by the unit {1}, so {2} cannot listen there.', address, unit, evidence.unit),
        next: t('Choose another address, or stop {0}.', unit),
        remedies: [edit, { title: t('Stop {0}', unit), action: { kind: 'stop', unit, thenActivate: true } }, retry],
      };
    }
    return {
      cause: t(
        '{0} is already in use by {1} (process {2}), so {3} cannot listen there.',
        address,
        process,
        pid,
        evidence.unit,
      ),
      next: t('Choose another address, or stop that program.'),
      remedies: [edit, retry],
    };
  },
};
