import type { Translate } from '../../l10n.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Box, Scene } from './scene.ts';
import { wrapText } from './wrap-text.ts';

/** The widths of the drawing for a page with and without room, in units: pixels, before it is scaled to the width of the page. */
export const WIDE = 560;
export const NARROW = 330;

const LEFT = 36;
const LINE = 18;
const PADDING = 12;

/** What fits into a drawing of some width. */
interface Room {
  /** Of a box. */
  readonly inner: number;
  /** Columns of text in a box: a letter of fixed width has 7.9 units at 13. */
  readonly columns: number;
  /** The same for words in the page's font, whose letters are narrower. */
  readonly words: number;
}

function roomIn(width: number): Room {
  const inner = width - LEFT - 8;
  return { inner, columns: Math.floor((inner - 2 * PADDING - 6) / 7.9), words: Math.floor(inner / 7.2) };
}

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/**
 * The scene as SVG. Whatever comes from files is escaped. Boxes that have a file are links with its number among the boxes, `#0` and so on.
 *
 * @param style The style sheet within the drawing, for one that stands alone, which has no links.
 */
export function sceneSvg(scene: Scene, t: Translate, { width = WIDE, style = '' } = {}): string {
  const room = roomIn(width);
  const parts: string[] = [];
  const centers: number[] = [];
  let y = 4;
  let socketMiddle = 0;
  for (const [index, box] of scene.boxes.entries()) {
    const { svg, height } = drawBox(style === '' ? box : { ...box, file: undefined }, index, y, room, t);
    parts.push(svg);
    if (box.kind === 'socket') socketMiddle = y + height / 2;
    y += height;
    const arrow = scene.arrows[index] ?? '';
    const last = index === scene.boxes.length - 1;
    const drawn = last ? drawReturn(arrow, y, y - height / 2, socketMiddle, room) : drawArrow(arrow, y, room);
    parts.push(drawn.svg);
    if (!last) centers.push(y, y + drawn.height);
    y += drawn.height;
  }
  const way = `M${LEFT + 20} 10 V${centers.at(-1) ?? 10}`;
  const dot = scene.busy
    ? `<circle class="dot" r="6"><animateMotion dur="1.6s" repeatCount="indefinite" path="${way}"/></circle>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" class="${width === NARROW ? 'narrow' : 'wide'}${scene.busy ? ' busy' : ''}" role="group" aria-label="${escapeHtml(
    t('Activation of {0}', scene.title),
  )}">${style === '' ? '' : `<style>${style}</style>`}${parts.join('')}${dot}</svg>`;
}

function drawBox(
  { label, title, lines, state, file }: Box,
  index: number,
  top: number,
  { inner, columns }: Room,
  t: Translate,
): Drawn {
  const titles = wrapText(title, columns);
  const rows = lines.flatMap((line) => wrapText(line, columns));
  const height = PADDING + 14 + (titles.length + rows.length) * LINE + PADDING;
  const x = LEFT + PADDING + 6;
  const y = top + PADDING + 10;
  const texts = [
    textAt(label, x, y, 'label'),
    ...titles.map((line, row) => textAt(line, x, y + (1 + row) * LINE, 'title')),
    ...rows.map((line, row) => textAt(line, x, y + (1 + titles.length + row) * LINE, 'line')),
  ];
  const frame =
    `<rect class="box" x="${LEFT}" y="${top}" width="${inner}" height="${height}" rx="4"/>` +
    `<rect class="mark ${state}" x="${LEFT}" y="${top}" width="5" height="${height}" rx="2"/>`;
  const body = `${frame}${texts.join('')}`;
  const name = escapeHtml(t('Open {0}', title));
  const svg =
    file === undefined
      ? `<g>${body}</g>`
      : `<a href="#${index}" data-box="${index}" aria-label="${name}"><title>${name}</title>${body}</a>`;
  return { svg, height };
}

function drawArrow(words: string, top: number, room: Room): Drawn {
  const rows = wrapText(words, room.words - 6);
  const height = Math.max(36, rows.length * LINE + 14);
  const x = LEFT + 20;
  const texts = rows.map((row, index) => textAt(row, x + 18, top + 7 + (index + 0.75) * LINE, 'arrow-words'));
  const end = top + height;
  const svg = `<path class="arrow" d="M${x} ${top} V${end - 2}"/><path class="head" d="M${x - 5} ${end - 9} L${x} ${end - 1} L${x + 5} ${end - 9} Z"/>${texts.join('')}`;
  return { svg, height };
}

/** From the handler back to the socket, at the side. */
function drawReturn(words: string, top: number, from: number, to: number, room: Room): Drawn {
  const rows = wrapText(words, room.words);
  const texts = rows.map((row, index) => textAt(row, LEFT, top + 6 + (index + 0.75) * LINE, 'arrow-words'));
  const svg = `<path class="arrow back" d="M${LEFT} ${from} H16 V${to} H${LEFT - 3}"/><path class="head" d="M${LEFT - 9} ${to - 5} L${LEFT - 1} ${to} L${LEFT - 9} ${to + 5} Z"/>${texts.join('')}`;
  return { svg, height: rows.length * LINE + 14 };
}

function textAt(text: string, x: number, y: number, kind: string): string {
  return `<text class="${kind}" x="${x}" y="${y}">${escapeHtml(text)}</text>`;
}
