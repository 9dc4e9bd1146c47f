import type { Translate } from '../../l10n.ts';
import type { UnitState } from '../../manager/unit-state.ts';
import type { UnitRow } from './row.ts';

/** The state of a row in a word or two; empty where there is no manager to ask. */
export function stateWord({ known, trying, differs }: UnitRow, t: Translate): string {
  if (trying) return t('dry run');
  if (known === undefined) return '';
  if (known === 'not-known') return t('not known');
  const word = unitWord(known, t);
  return differs ? t('{0}, differs', word) : word;
}

/** What a manager says of a unit, in a word or two. */
export function unitWord({ load, active, sub }: UnitState, t: Translate): string {
  if (active === 'failed') return t('failed');
  if (active === 'activating') return t('starting');
  if (active === 'deactivating') return t('stopping');
  if (active === 'active') return activeWord(sub, t);
  switch (load) {
    case 'not-found':
      return t('not deployed');
    case 'masked':
      return t('masked');
    // The manager has read its files, and will not start it.
    case 'bad-setting':
    case 'error':
      return t('refused');
    default:
      return t('stopped');
  }
}

function activeWord(sub: string, t: Translate): string {
  switch (sub) {
    case 'listening':
      return t('listening');
    case 'running':
      return t('running');
    case 'waiting':
      return t('waiting');
    case 'elapsed':
      return t('elapsed');
    default:
      return t('active');
  }
}
