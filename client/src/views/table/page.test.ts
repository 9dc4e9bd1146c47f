import { expect, it } from 'vitest';
import { english } from '../../l10n.ts';
import { type TablePage, tableBody, tableFile, tableHtml } from './page.ts';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const PAGE: TablePage = {
  title: HOSTILE,
  summary: [HOSTILE],
  columns: ['Name', HOSTILE],
  rows: [
    { cells: [{ text: HOSTILE, code: true, open: 3 }, { text: '' }], tone: 'bad' },
    { cells: [{ text: 'b' }, { text: 'c' }] },
  ],
  empty: 'Nothing.',
  notes: [HOSTILE],
};

it('admits one style sheet and one script, and no markup of what it shows', () => {
  const html = tableHtml(PAGE, 'abc', english);
  expect(html).toContain("default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('<img');
  expect(tableBody(PAGE, english)).not.toContain(HOSTILE);
});

it('leads from a cell to its place, and says which rows want a look', () => {
  expect(tableBody(PAGE, english)).toContain(
    '<tr role="row" class="bad"><td role="cell" data-column="Name"><a href="#" data-open="3"><code>',
  );
});

it('names the column of each cell, and says where long words may be broken', () => {
  const rows = [{ cells: [{ text: '/run/a', code: true }, { text: 'a/b' }] }];
  const body = tableBody({ ...PAGE, columns: ['Path', 'Other'], rows }, english);
  expect(body).toContain('data-column="Path"><code>/<wbr>run/<wbr>a</code></td>');
  expect(body).toContain('data-column="Other">a/b</td>');
});

it('says that there is nothing', () => {
  const body = tableBody({ ...PAGE, rows: [] }, english);
  expect(body).toContain('Nothing.');
  expect(body).not.toContain('<table');
});

it.each([
  ['csv', 'Name,'],
  ['md', '| Name |'],
] as const)('is saved as %s', (kind, start) => {
  const text = tableFile(PAGE, kind);
  expect(text).toMatch(new RegExp(`^${start.replaceAll('|', '\\|')}`));
  expect(text.trimEnd().split('\n')).toHaveLength(kind === 'csv' ? 3 : 4);
});
