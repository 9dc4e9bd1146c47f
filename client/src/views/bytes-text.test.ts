import { expect, it } from 'vitest';
import { bytesText, escapeControls, LONGEST_TEXT } from './bytes-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

it('shows text as text, with line ends as an editor wants them', () => {
  expect(bytesText(utf8('héllo\r\nwörld\n'))).toEqual({ kind: 'text', text: 'héllo\nwörld\n' });
});

it('does not mind a character cut in two at the limit', () => {
  expect(bytesText(utf8('né').subarray(0, 2), true)).toEqual({ kind: 'text', text: 'n' });
  expect(bytesText(utf8('né').subarray(0, 2)).kind).toBe('dump');
});

it('shows the beginning of what is long, whether text or not', () => {
  const { kind, text } = bytesText(new Uint8Array(LONGEST_TEXT + 2).fill(0x61));
  expect([kind, text.length]).toEqual(['text', LONGEST_TEXT]);
  expect(bytesText(new Uint8Array(LONGEST_TEXT + 2)).text.split('\n')).toHaveLength(4096 / 8);
});

it('dumps what is no text', () => {
  expect(bytesText(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0x41, 0x42, 0x43, 0x44)).text).toBe(
    '000000  89 50 4e 47 00 41 42 43  .PNG.ABC\n000008  44                       D',
  );
});

it('shows escape sequences and direction marks instead of obeying them', () => {
  expect(escapeControls('a\x1b[2Jb\u202ec')).toBe('a␛[2Jb\\u202ec');
});
