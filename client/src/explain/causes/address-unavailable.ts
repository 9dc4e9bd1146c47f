import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'address-unavailable',
  rank: 1,
  explain(evidence, t) {
    const address = said(evidence, /Failed to create listening socket \((.*)\): Cannot assign requested address/)?.[1];
    if (address === undefined) return undefined;
    return {
      cause: t('No network interface of {0} has the address {1}.', evidence.place, address),
      next: t('Listen on an address that it has, or add FreeBind=yes if the address comes later.'),
      remedies: [{ title: t('Change Address'), action: { kind: 'edit', directive: 'Listen' } }],
    };
  },
};
