import type { Translate } from '../../l10n.ts';
import type { Cause } from '../cause.ts';

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

function meaningOf(code: string, t: Translate): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return t('permission denied');
    case 'ENOSPC':
      return t('no space left on the disk');
    case 'EROFS':
      return t('the file system is read-only');
    case 'ENOENT':
      return t('it does not exist');
    case 'ENOTDIR':
      return t('a part of the path is not a folder');
    case 'EISDIR':
      return t('it is a folder');
    default:
      return code;
  }
}
