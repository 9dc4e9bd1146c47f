import type { Translate } from '../../l10n.ts';
import { troubleOf } from './trouble.ts';

/** Why there is no connection, in a few words, from what ssh said. */
export function troubleText(stderr: string, t: Translate): string {
  switch (troubleOf(stderr)) {
    case 'host-key-changed':
      return t('its host key has changed');
    case 'host-key-unknown':
      return t('its host key is unknown');
    case 'not-let-in':
      return t('login denied');
    case 'name-unknown':
      return t('no machine of that name');
    case 'refused':
      return t('no ssh server answers there');
    case 'lost':
      return t('the connection was lost');
    default:
      return t('does not answer');
  }
}
