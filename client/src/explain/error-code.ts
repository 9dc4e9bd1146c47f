import type { Translate } from '../l10n.ts';

/** An error code of the file system in words; a rare one as it is. */
export function meaningOf(code: string, t: Translate): string {
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
