import { type Mark, readMarked } from '../../src/core/text/markers.ts';
import { escapeHtml } from './html.ts';

/**
 * The content of a code block as HTML: in unit files the parts are told apart, and each finding of a rule's example stands below its line; other
 * languages stay as they are.
 */
export function highlighted(content: string, language: string): string {
  if (language !== 'systemd') return escapeHtml(content);
  const { text, marks } = readMarked(content);
  let from = 0;
  return text
    .split('\n')
    .map((line, at, lines) => {
      const inLine = marks.filter((mark) => mark.from >= from && mark.from <= from + line.length);
      const shown = unitLine(line, from, inLine);
      from += line.length + 1;
      const findings = inLine.map(({ message }) => `<span class="finding">${escapeHtml(message)}</span>`);
      // A block ends its line itself.
      return `${shown}${findings.length > 0 ? findings.join('') : at === lines.length - 1 ? '' : '\n'}`;
    })
    .join('');
}

/** A line of a unit file, with what is found in it underlined. */
function unitLine(line: string, start: number, marks: readonly Mark[]): string {
  const ends = [0, line.length, ...marks.flatMap(({ from, to }) => [from - start, Math.min(to - start, line.length)])];
  const parts = partsOf(line);
  const cuts = [...new Set([...ends, ...parts.map(({ to }) => to)])].sort((a, b) => a - b);
  return cuts
    .slice(1)
    .map((to, at) => {
      const from = cuts[at]!;
      const kind = parts.find((part) => part.to >= to)?.kind;
      const isMarked = marks.some((mark) => mark.from - start <= from && mark.to - start >= to);
      const classes = [kind, isMarked ? 'marked' : undefined].filter((name) => name !== undefined).join(' ');
      const piece = escapeHtml(line.slice(from, to));
      return classes === '' ? piece : `<span class="${classes}">${piece}</span>`;
    })
    .join('');
}

interface Part {
  readonly kind: 'comment' | 'section' | 'key' | undefined;
  /** The offset in the line at which it ends. */
  readonly to: number;
}

function partsOf(line: string): readonly Part[] {
  if (/^\s*[#;]/.test(line)) return [{ kind: 'comment', to: line.length }];
  if (/^\[.*\]\s*$/.test(line)) return [{ kind: 'section', to: line.length }];
  const key = /^[A-Za-z][\w-]*(?=\s*=)/.exec(line)?.[0].length ?? 0;
  return [
    { kind: 'key', to: key },
    { kind: undefined, to: line.length },
  ];
}
