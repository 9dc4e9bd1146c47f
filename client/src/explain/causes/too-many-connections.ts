import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

export const cause: Cause = {
  code: 'too-many-connections',
  rank: 2,
  explain(evidence, t) {
    const [, count, source] = said(
      evidence,
      /Too many incoming connections \((\d+)\)(?: from source (.*))?, dropping connection/,
    ) ?? [undefined, undefined, undefined];
    if (count === undefined) return undefined;
    return {
      cause:
        source === undefined
          ? t('{0} dropped the connection: MaxConnections={1} is reached.', evidence.unit, count)
          : t('{0} dropped the connection: {2} has reached MaxConnectionsPerSource={1}.', evidence.unit, count, source),
      next: t('Wait until one of them ends, or raise the limit.'),
      remedies: [
        { title: t('Change Limit'), action: { kind: 'edit', directive: 'MaxConnections' } },
        { title: t('Try Again'), action: { kind: 'retry' } },
      ],
    };
  },
};
