/**
 * Reads the bytes of a unit file into a string that loses nothing.
 *
 * Bytes that are not UTF-8 become lone surrogates U+DC80..U+DCFF, one for each byte, which no valid text can hold; so
 * {@link encodeUnit} gives the same bytes back, and {@link isUtf8Clean} can tell what systemd will refuse.
 */
export function decodeUnit(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes that {@link decodeUnit} read. */
export function encodeUnit(text: string): Uint8Array {
  const out: number[] = [];
  const encoder = new TextEncoder();
  let clean = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code <= 0xdbff && isLow(text.charCodeAt(i + 1))) {
      i++;
      continue;
    }
    if (code < 0xdc80 || code > 0xdcff) continue;
    for (const byte of encoder.encode(text.slice(clean, i))) out.push(byte);
    out.push(code - 0xdc00);
    clean = i + 1;
  }
  if (out.length === 0) return encoder.encode(text);
  for (const byte of encoder.encode(text.slice(clean))) out.push(byte);
  return Uint8Array.from(out);
}

/**
 * Whether systemd takes the text as UTF-8 (src/basic/utf8.c, utf8_is_valid): no stray bytes, and none of Unicode's
 * noncharacters, which are well-formed UTF-8 but which systemd does not let through.
 */
export function isUtf8Clean(text: string): boolean {
  if (!SUSPECT.test(text)) return true;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) return false;
    if ((code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe) return false;
  }
  return true;
}

const SUSPECT = /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function decodeLossless(bytes: Uint8Array): string {
  let out = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      out += String.fromCharCode(0xdc00 + bytes[at]!);
      at++;
      continue;
    }
    let end = at + length;
    for (let more = sequenceLength(bytes, end); more > 0; more = sequenceLength(bytes, end)) end += more;
    out += DECODER.decode(bytes.subarray(at, end));
    at = end;
  }
  return out;
}

/** Length of the well-formed sequence at `at` (Unicode 15, table 3-7), or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === undefined) return 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const tail = (n: number): boolean => ((bytes[at + n] ?? 0) & 0xc0) === 0x80;
  if (first >= 0xc2 && first <= 0xdf) return tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && tail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}
