import { endOfLine } from './eol.ts';
import { firstIndex } from './first-index.ts';
import type { Range } from './range.ts';

/** Line and character, both zero-based; `character` counts UTF-16 units, as LSP does by default. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A text, and the offset at which each of its lines begins. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly text: string;
}

/** Lines as editors count them (LSP 3.17, TextDocument: LF, CRLF and CR). */
export function editorLines(text: string): LineIndex {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
    return { starts, text };
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return { starts, text };
}

/** Lines as systemd counts them in its messages, which differs where a text holds NUL bytes or LFCR. */
export function systemdLines(text: string): LineIndex {
  const starts = [0];
  for (let at = 0; at < text.length; ) {
    const { next } = endOfLine(text, at);
    if (next === at) break;
    if (next < text.length || endsWithMarker(text)) starts.push(next);
    at = next;
  }
  return { starts, text };
}

export function positionAt(index: LineIndex, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, index.text.length));
  const line = firstIndex(index.starts.length, (at) => index.starts[at]! > clamped) - 1;
  return { line, character: clamped - index.starts[line]! };
}

/**
 * The offset of a position among lines as editors count them. A character past the end of its line is the end of that line, before the
 * characters that end it (LSP 3.17, Position), and a line past the last one the end of the text.
 */
export function offsetAt({ starts, text }: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = starts[position.line];
  if (start === undefined) return text.length;
  const next = starts[position.line + 1];
  const end = next === undefined ? text.length : next - (text.startsWith('\r\n', next - 2) ? 2 : 1);
  return Math.min(start + Math.max(0, position.character), end);
}

/** The line that an offset is in, without the characters that end it. */
export function lineRange(index: LineIndex, offset: number): Range {
  const { line } = positionAt(index, offset);
  return { from: index.starts[line]!, to: offsetAt(index, { line, character: Number.POSITIVE_INFINITY }) };
}

function endsWithMarker(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last === 10 || last === 13 || last === 0;
}
