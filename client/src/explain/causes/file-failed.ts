import type { Cause } from '../cause.ts';
import { meaningOf } from '../error-code.ts';

export const cause: Cause = {
  code: 'file-failed',
  rank: 1,
  explain(evidence, t) {
    if (evidence.outcome.kind !== 'file') return undefined;
    const { path, code, operation } = evidence.outcome;
    return {
      cause:
        operation === 'write'
          ? t('{0} could not be written: {1}.', path, meaningOf(code, t))
          : t('{0} could not be read: {1}.', path, meaningOf(code, t)),
      next:
        code === 'EACCES' || code === 'EPERM'
          ? t('Select a target that you may write to, or change who owns that folder.')
          : t('Correct that and try again.'),
      remedies: [
        { title: t('Try Again'), action: { kind: 'retry' } },
        { title: t('Select Target'), action: { kind: 'select-target' } },
      ],
    };
  },
};
