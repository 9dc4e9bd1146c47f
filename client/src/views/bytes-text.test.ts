import { expect, it } from 'vitest';
import { bytesText, escapeControls } from './bytes-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

it('shows text as text, with line ends as an editor wants them', () => {
  expect(bytesText(utf8('héllo\r\nwörld\n'))).toEqual({ kind: 'text', text: 'héllo\nwörld\n' });
});

it('does not mind a character cut in two at the limit', () => {
  expect(bytesText(utf8('né').subarray(0, 2), true)).toEqual({ kind: 'text', text: 'n' });
  expect(bytesText(utf8('né').subarray(0, 2)).kind).toBe('dump');
});

it('dumps what is no text', () => {
  expect(bytesText(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0)).text).toBe(
    '000000  89 50 4e 47 00                                   .PNG.',
  );
});

it('shows escape sequences and direction marks instead of obeying them', () => {
  expect(escapeControls('a\x1b[2Jb\u202ec')).toBe('a␛[2Jb\\u202ec');
});
