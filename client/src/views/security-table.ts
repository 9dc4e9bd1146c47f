import type { Location } from '../../../server/src/protocol/lsp.ts';
import type { SecurityRow, ServiceSecurity } from '../../../server/src/protocol/security.ts';
import { listed, listedApart, type Translate } from '../l10n.ts';
import type { TablePage, TableRow } from './table/page.ts';

/** The exposure of a service as a table, and the places that it leads to. */
export function securityTable(
  { unit, exposure, level, rows, harmless }: ServiceSecurity,
  t: Translate,
): { readonly page: TablePage; readonly places: readonly Location[] } {
  const places: Location[] = [];
  const rowOf = ({ name, keepsFrom, state, weight, exposure: part, written, line }: SecurityRow): TableRow => {
    const [first] = written;
    const present = listed(
      written.map(({ text }) => text),
      t,
    );
    const open = first === undefined ? undefined : places.push(first.location) - 1;
    return {
      cells: [
        { text: state === 'open' ? part : '' },
        { text: name, code: true },
        { text: keepsFrom },
        { text: line ?? '', code: true },
        { text: present === '' ? t('not set') : present, code: present !== '', ...(open !== undefined && { open }) },
        { text: stateWord(state, t) },
        { text: state === 'irrelevant' ? '' : String(weight) },
      ],
      ...(state !== 'open' && { tone: 'soft' as const }),
    };
  };
  return {
    page: {
      title: t('Security of {0}', unit),
      summary: [
        t(
          'Exposure {0} of 10: {1}. This is what systemd-analyze security says of the unit with its drop-ins.',
          exposure,
          level,
        ),
        t(
          'Each line takes something from the service. Write those whose loss it does not notice, and try it: none of them is right for every service.',
        ),
        ...(harmless.length === 0
          ? []
          : [
              t(
                'The service does not notice these, as it cannot do what they prevent: {0}. The light bulb on [Service] adds them.',
                listedApart(harmless, t),
              ),
            ]),
      ],
      columns: [
        t('Adds'),
        t('Setting'),
        t('Keeps the service from'),
        t('To write'),
        t('Written'),
        t('Now'),
        t('Weight'),
      ],
      rows: rows.map(rowOf),
      empty: '',
      notes: [],
    },
    places,
  };
}

function stateWord(state: SecurityRow['state'], t: Translate): string {
  switch (state) {
    case 'open':
      return t('Possible');
    case 'closed':
      return t('Prevented');
    case 'irrelevant':
      return t('Does not matter here');
  }
}
