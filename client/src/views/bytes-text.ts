/** Received bytes for display: as text if they are UTF-8, otherwise as a hexadecimal dump. */
export interface BytesText {
  readonly kind: 'text' | 'dump';
  readonly text: string;
}

/** How much is shown of text, and of a dump, in bytes. */
export const LONGEST_TEXT = 1024 * 1024;
const LONGEST_DUMP = 4096;

/** @param cut Whether the end is missing, so that a character may be cut in two. */
export function bytesText(bytes: Uint8Array, cut = false): BytesText {
  const text = decode(bytes.subarray(0, LONGEST_TEXT), cut || bytes.length > LONGEST_TEXT);
  if (text !== undefined) return { kind: 'text', text: escapeControls(text) };
  return { kind: 'dump', text: dump(bytes.subarray(0, LONGEST_DUMP)) };
}

/** Makes control characters visible, which could otherwise move things about on the screen or hide them. */
export function escapeControls(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, (char) =>
      String.fromCodePoint(0x2400 + (char === '\x7f' ? 0x21 : char.charCodeAt(0))),
    )
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
}

function decode(bytes: Uint8Array, cut: boolean): string | undefined {
  try {
    // A character that is cut at the end does not make the rest binary.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Bytes of a row: its 42 columns fit beside a unit on a small screen. */
const ROW = 8;

/** Offset, a row of bytes in hexadecimal, and the same as characters where they are printable. */
function dump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += ROW) {
    const row = bytes.subarray(offset, offset + ROW);
    const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const chars = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(6, '0')}  ${hex.padEnd(ROW * 3 - 1)}  ${chars}`);
  }
  return lines.join('\n');
}
