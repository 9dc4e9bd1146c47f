import { describe, expect, it } from 'vitest';
import { editorLines, offsetAt, positionAt, systemdLines } from './line-index.ts';

describe('lines', () => {
  it.each<[string, string, number[], number[]]>([
    ['LF', 'a\nb\n', [0, 2, 4], [0, 2, 4]],
    ['CRLF', 'a\r\nb', [0, 3], [0, 3]],
    ['CR', 'a\rb', [0, 2], [0, 2]],
    ['LFCR', 'a\n\rb', [0, 2, 3], [0, 3]],
    ['NUL', 'a\0b', [0], [0, 2]],
    ['two LF', 'a\n\nb', [0, 2, 3], [0, 2, 3]],
    ['nothing', '', [0], [0]],
  ])('%s: as editors and as systemd count them', (_, text, editor, systemd) => {
    expect(editorLines(text).starts).toEqual(editor);
    expect(systemdLines(text).starts).toEqual(systemd);
  });

  it('places and offsets lead to each other', () => {
    const text = 'one\ntwo\r\n\nfour';
    const lines = editorLines(text);
    for (let offset = 0; offset <= text.length; offset++) {
      // No place is between CR and LF: it is the end of their line.
      const betweenCrLf = text.startsWith('\r\n', offset - 1);
      expect(offsetAt(lines, positionAt(lines, offset))).toBe(betweenCrLf ? offset - 1 : offset);
    }
  });

  it('a place outside the text falls to its nearest end', () => {
    const lines = editorLines('ab\ncd');
    expect(offsetAt(lines, { line: 9, character: 0 })).toBe(5);
    expect(offsetAt(lines, { line: 0, character: 99 })).toBe(2);
    expect(offsetAt(lines, { line: -1, character: 0 })).toBe(0);
    expect(offsetAt(lines, { line: 0, character: -1 })).toBe(0);
    expect(positionAt(lines, 99)).toEqual({ line: 1, character: 2 });
    expect(positionAt(lines, -1)).toEqual({ line: 0, character: 0 });
  });

  it.each([
    ['a\nb', 1],
    ['a\r\nb', 1],
    ['a\rb', 1],
    ['\nb', 0],
    ['\r\nb', 0],
    ['\rb', 0],
    ['a\n\r\nb', 1],
    ['a', 1],
    ['', 0],
  ])('past its end the first line of %j is still meant', (text, end) => {
    expect(offsetAt(editorLines(text), { line: 0, character: 99 })).toBe(end);
  });
});
