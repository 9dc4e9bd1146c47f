import { expect, it } from 'vitest';
import type { SecurityRow } from '../../../server/src/protocol/security.ts';
import { english } from '../l10n.ts';
import { securityTable } from './security-table.ts';

const LOCATION = {
  uri: 'file:///u/a.service',
  range: { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } },
};
const ROW: SecurityRow = {
  name: 'PrivateTmp=',
  keepsFrom: 'reaching the temporary files of others',
  state: 'open',
  weight: 1000,
  exposure: '0.2',
  written: [],
  line: 'PrivateTmp=yes',
};

it('says of each thing what is written, what it adds, and what to write', () => {
  const rows: SecurityRow[] = [
    { ...ROW, written: [{ text: 'PrivateTmp=no', location: LOCATION }] },
    { ...ROW, state: 'closed', line: undefined, exposure: '0.0' },
    { ...ROW, state: 'irrelevant', line: undefined, exposure: '0.0' },
  ];
  const { page, places } = securityTable(
    { unit: 'a.service', exposure: '9.6', level: 'UNSAFE', rows, harmless: ['RestrictRealtime=yes'] },
    english,
  );
  expect(page.summary[0]).toMatch(/^Exposure 9\.6 of 10: UNSAFE\./);
  expect(page.summary[2]).toContain('RestrictRealtime=yes');
  expect(
    page.rows.map(({ cells, tone }) => [...[cells[0], ...cells.slice(3)].map((cell) => cell?.text), tone]),
  ).toEqual([
    ['0.2', 'PrivateTmp=yes', 'PrivateTmp=no', 'Possible', '1000', undefined],
    ['', '', 'not set', 'Prevented', '1000', 'soft'],
    ['', '', 'not set', 'Does not matter here', '', 'soft'],
  ]);
  expect(page.rows[0]?.cells[4]?.open).toBe(0);
  expect(places).toEqual([LOCATION]);
});
