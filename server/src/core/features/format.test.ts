import { describe, expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { type FormatOptions, format, formatTyped, formatWithin } from './format.ts';

function formatted(text: string, options?: FormatOptions, path = '/w/a.service'): string {
  const { file } = sceneOf(path, text);
  return applyEdits(text, format(file, options));
}

describe('a unit file is formatted', () => {
  it.each<[what: string, before: string, after: string]>([
    ['blanks around the equals sign', '[Unit]\nA = b\nC\t=\td e\n', '[Unit]\nA=b\nC=d e\n'],
    ['blanks before keys and sections', ' [Unit]\n  A=b\n', '[Unit]\nA=b\n'],
    ['blanks at the ends of lines', '[Unit] \nA=b \t\n# c  \n   \nB=\t\n', '[Unit]\nA=b\n# c\n\nB=\n'],
    ['blanks within a value stay', '[Unit]\nA = b  c = d\n', '[Unit]\nA=b  c = d\n'],
    ['a blank line before a section', '[A]\nB=c\n[D]\n[E]\n', '[A]\nB=c\n\n[D]\n\n[E]\n'],
    ['it goes above the comments of the section', '[A]\nB=c\n# d\n# e\n[F]\n', '[A]\nB=c\n\n# d\n# e\n[F]\n'],
    ['a directive that is commented out is of the section before', '[A]\n#B=c\n[D]\n', '[A]\n#B=c\n\n[D]\n'],
    ['blank lines that are too many', '\n\n[A]\n\n\nB=c\n \n\n\n[D]\n\n\n', '[A]\n\nB=c\n\n[D]\n'],
    ['the end of the last line', '[A]\nB=c', '[A]\nB=c\n'],
    ['line ends of Windows', '[A]\r\nB = c \r\n[D]', '[A]\r\nB=c\r\n\r\n[D]\r\n'],
  ])('%s', (_what, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  it.each<[what: string, text: string]>([
    ['continued lines', '[A]\nB=c \\\n    d  \\\n  # e\n    f\n'],
    ['a value that begins on the next line', '[A]\nB=\\\n   c\n'],
    ['a blank behind a backslash, which would continue the line', '[A]\nB=c\\ \nD=e\n'],
    ['a backslash at the end of the file', '[A]\nB=c\\'],
    ['comments where they are', '[A]\n   # b\n; c\n'],
    ['the name of a section', '[ A ]\nB=c\n'],
    ['a section that is not closed', ' [A \nB=c\n\n[D]\n'],
    ['what is no assignment', '[A]\n  hello   there  \n'],
    ['an assignment without a key is left but for its end', '[A]\n=b\n'],
    ['a byte order mark', '\ufeff[A]\nB=c\n'],
    ['a text without sections', 'a = b  \n\n\n\n'],
    ['a text that ends its lines in several ways', '[A]\r\nB = c\n\n\n'],
    ['a text with a zero byte', '[A]\nB = c\0D = e\n'],
    ['a line that ends in carriage return alone', '[A]\rB = c\r'],
  ])('and keeps %s', (_what, text) => {
    expect(formatted(text)).toBe(text);
  });

  it('continued lines are trimmed in the first and the last line', () => {
    expect(formatted('[A]\n B = c \\\n  # d  \n   e  \n')).toBe('[A]\nB=c \\\n  # d\n   e\n');
  });

  it('a text that something else makes a unit of is left alone', () => {
    expect(formatted('[A]\nB = c\n', {}, '/w/a.service.in')).toBe('[A]\nB = c\n');
  });

  it.each<[FormatOptions, string]>([
    [{ trimTrailingWhitespace: false }, '[A] \nB=c \n'],
    [{ insertFinalNewline: false }, '[A]\nB=c'],
    [{ trimFinalNewlines: false }, '[A]\nB=c\n'],
  ])('options %j', (options, after) => {
    expect(formatted('[A] \nB = c ', options)).toBe(after);
  });

  it('blank lines at the end stay where they are wanted', () => {
    expect(formatted('[A]\n\n\n', { trimFinalNewlines: false })).toBe('[A]\n\n\n');
  });
});

it('a stretch is formatted alone', () => {
  const text = '[A]\nB = c\nD = e\nF = g\n';
  const { file } = sceneOf('/w/a.service', text);
  const stretch = { from: text.indexOf('D'), to: text.indexOf('F') - 1 };
  expect(applyEdits(text, formatWithin(file, stretch))).toBe('[A]\nB = c\nD=e\nF = g\n');
});

it.each<[what: string, text: string, after: string]>([
  ['the line that was ended', '[A]\nB = c  \n^\nD = e\n', '[A]\nB=c\n\nD = e\n'],
  ['no section is moved away', '[A]\nB=c\n[D] \n^', '[A]\nB=c\n[D]\n'],
  ['no blank line is taken back', '[A]\nB=c\n\n\n\n^', '[A]\nB=c\n\n\n\n'],
  ['a line that is continued stays beside its last blank', '[A]\nB = c \\\n^', '[A]\nB=c \\\n'],
  ['the rest of a line that was parted stays under the cursor', '[A]\nB = c\n^ d = e \n', '[A]\nB=c\n d = e \n'],
])('while typing: %s', (_what, marked, after) => {
  const { file, marks } = sceneOf('/w/a.service', marked);
  const end = marks[0]! - 1;
  const line = { from: file.text.lastIndexOf('\n', end - 1) + 1, to: end };
  expect(applyEdits(file.text, formatTyped(file, line))).toBe(after);
});
