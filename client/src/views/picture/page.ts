import { listedApart, type Translate } from '../../l10n.ts';
import { escapeHtml } from '../escape-html.ts';
import { webPage } from '../web-page.ts';
import type { Scene } from './scene.ts';
import { EXPORT_STYLE, PAGE_STYLE } from './style.ts';
import { NARROW, sceneSvg } from './svg.ts';
import { timeLineHtml } from './time-line.ts';

/** What the page tells the extension: a box whose file is to be opened, or that the picture is to be saved. */
export type FromPage = { readonly open: number } | { readonly save: true };

/**
 * The page around the picture. The script only puts what it is sent into the page, and tells of what is chosen there. What it is sent has
 * no markup but our own.
 */
export function pictureHtml(scene: Scene, nonce: string, t: Translate): string {
  return webPage({ title: scene.title, style: PAGE_STYLE, body: pictureBody(scene, t), script: SCRIPT }, nonce, t);
}

/** What changes on the page. */
export function pictureBody(scene: Scene, t: Translate): string {
  const { title, boxes, arrows, problems, runs } = scene;
  const words = boxes.map(
    (box, index) =>
      `<li>${escapeHtml(listedApart([t('{0}: {1}', box.label, box.title), ...box.lines], t))}<br>${escapeHtml(arrows[index] ?? '')}</li>`,
  );
  const wrong = problems.map((message) => `<li>${escapeHtml(message)}</li>`).join('');
  return `<h1>${escapeHtml(title)}</h1>
${wrong === '' ? '' : `<section class="wrong"><h2>${escapeHtml(t('What prevents it from working'))}</h2><ul>${wrong}</ul></section>`}
<figure>${sceneSvg(scene, t)}${sceneSvg(scene, t, { width: NARROW })}</figure>
<section><h2>${escapeHtml(t('Recent connections'))}</h2>${timeLineHtml(runs, t)}</section>
<details id="words"><summary>${escapeHtml(t('In words'))}</summary><ol>${words.join('')}</ol></details>
<p><button id="save">${escapeHtml(t('Save as SVG'))}</button></p>`;
}

/** The drawing alone, with colours of its own. */
export function pictureFile(scene: Scene, t: Translate): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${sceneSvg({ ...scene, busy: false }, t, { style: EXPORT_STYLE })}\n`;
}

const SCRIPT = `
const api = acquireVsCodeApi();
const main = document.querySelector('main');
addEventListener('message', ({ data }) => {
  const place = document.activeElement;
  const key = place && (place.id ? '#' + place.id : place.dataset.box && '[data-box="' + place.dataset.box + '"]');
  const open = document.querySelector('details').open;
  main.innerHTML = data.body;
  document.querySelector('details').open = open;
  if (key) document.querySelector(key)?.focus();
});
addEventListener('click', (event) => {
  const box = event.target.closest('[data-box]');
  if (box) {
    event.preventDefault();
    api.postMessage({ open: Number(box.dataset.box) });
  } else if (event.target.closest('#save')) api.postMessage({ save: true });
});
`;
