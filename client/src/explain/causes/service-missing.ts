import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'service-missing',
  rank: 1,
  explain(evidence, t) {
    if (evidence.accept) return undefined;
    const service =
      said(evidence, /Socket service (\S+) not loaded, refusing/)?.[1] ??
      said(evidence, /service (\S+) not loaded, socket cannot be started/)?.[1];
    if (service === undefined) return undefined;
    return {
      cause: t('No service {1}, which {0} starts, or it cannot be loaded.', evidence.unit, service),
      next: t('Create {0} next to the socket, or name another service in Service=.', service),
      remedies: [{ title: t('Open the Socket'), action: { kind: 'edit', directive: 'Accept' } }],
    };
  },
};
