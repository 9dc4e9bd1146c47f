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
    for (let offset = 0; offset <= text.length; offset++)
      expect(offsetAt(lines, positionAt(lines, offset))).toBe(offset);
  });

  it('a place outside the text falls to its nearest end', () => {
    const lines = editorLines('ab\ncd');
    expect(offsetAt(lines, { line: 9, character: 0 })).toBe(5);
    expect(offsetAt(lines, { line: 0, character: 99 })).toBe(3);
    expect(offsetAt(lines, { line: -1, character: 0 })).toBe(0);
    expect(positionAt(lines, 99)).toEqual({ line: 1, character: 2 });
  });
});
