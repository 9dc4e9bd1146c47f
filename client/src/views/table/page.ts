import { csvOf, markdownOf, type TextTable } from '../../../../server/src/protocol/table-text.ts';
import type { Translate } from '../../l10n.ts';
import { escapeHtml } from '../escape-html.ts';
import { webPage } from '../web-page.ts';
import { TABLE_STYLE } from './style.ts';

/** A table in words, to be shown on a page of its own. */
export interface TablePage {
  readonly title: string;
  /** Sentences above the table. */
  readonly summary: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** What stands in its place where it has no rows. */
  readonly empty: string;
  /** Sentences below. */
  readonly notes: readonly string[];
}

export interface TableRow {
  readonly cells: readonly Cell[];
  /** A row that wants a look stands out, one that wants none steps back. */
  readonly tone?: 'bad' | 'soft';
}

export interface Cell {
  readonly text: string;
  /** Set in the editor's font. */
  readonly code?: boolean;
  /** Leads to a place, by its number. */
  readonly open?: number;
  /** Says what is wrong, in a row that stands out. */
  readonly wrong?: boolean;
}

/** What the page tells the extension: a place to open, or that the table is to be saved. */
export type FromTable = { readonly open: number } | { readonly save: 'csv' | 'md' };

/** The page around a table. All texts are escaped, as they come from files and programs. */
export function tableHtml(page: TablePage, nonce: string, t: Translate): string {
  return webPage({ title: page.title, style: TABLE_STYLE, body: tableBody(page, t), script: SCRIPT }, nonce, t);
}

/** What changes on the page. */
export function tableBody({ title, summary, columns, rows, empty, notes }: TablePage, t: Translate): string {
  const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
  if (rows.length === 0) return `<h1>${escapeHtml(title)}</h1>${paragraphs([empty, ...notes])}`;
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  return `<h1>${escapeHtml(title)}</h1>${paragraphs(summary)}
<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table role="table"><thead><tr>${head}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => rowHtml(row, columns)).join('\n')}</tbody></table></div>${paragraphs(notes)}
<p><button data-save="csv">${escapeHtml(t('Save as CSV'))}</button> <button data-save="md">${escapeHtml(t('Save as Markdown'))}</button></p>`;
}

/** The roles stay where the page is narrow, and rows are no rows to the browser. */
function rowHtml({ cells, tone }: TableRow, columns: readonly string[]): string {
  const shown = cells.map((cell, index) => cellHtml(cell, columns[index] ?? ''));
  return `<tr role="row"${tone ? ` class="${tone}"` : ''}>${shown.join('')}</tr>`;
}

function cellHtml({ text, code, open, wrong }: Cell, column: string): string {
  const shown = code && text !== '' ? `<code>${breakable(escapeHtml(text))}</code>` : escapeHtml(text);
  return `<td role="cell" data-column="${escapeHtml(column)}"${wrong ? ' class="wrong"' : ''}>${open === undefined ? shown : `<a href="#" data-open="${open}">${shown}</a>`}</td>`;
}

/** A path or an assignment may go on in the next line behind these. */
function breakable(html: string): string {
  return html.replace(/[=/|]/g, '$&<wbr>');
}

/** The table as a file of the kind. */
export function tableFile({ columns, rows }: TablePage, kind: 'csv' | 'md'): string {
  const table: TextTable = { columns, rows: rows.map(({ cells }) => cells.map(({ text }) => text)) };
  return kind === 'csv' ? csvOf(table) : markdownOf(table);
}

const SCRIPT = `
const api = acquireVsCodeApi();
const main = document.querySelector('main');
addEventListener('message', ({ data }) => {
  const place = document.activeElement;
  const key = place && (place.dataset.open ? '[data-open="' + place.dataset.open + '"]' : place.dataset.save && '[data-save="' + place.dataset.save + '"]');
  main.innerHTML = data.body;
  if (key) document.querySelector(key)?.focus();
});
addEventListener('click', (event) => {
  const link = event.target.closest('[data-open]');
  const button = event.target.closest('[data-save]');
  if (link) {
    event.preventDefault();
    api.postMessage({ open: Number(link.dataset.open) });
  } else if (button) api.postMessage({ save: button.dataset.save });
});
`;
