import type { Entry, FileEntry } from './target.ts';

/** A value as it comes out of JSON, where the bytes of entries are text. */
export type Wire<T> = T extends Entry
  ? WireEntry
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/** An entry with its bytes in base64, for JSON. */
export type WireEntry = Exclude<Entry, { kind: 'file' }> | (Omit<FileEntry, 'bytes'> & { readonly base64: string });

export function entryToWire(entry: Entry): WireEntry {
  if (entry.kind !== 'file') return entry;
  const { bytes, ...rest } = entry;
  return { ...rest, base64: toBase64(bytes) };
}

export function entryFromWire(entry: WireEntry): Entry {
  if (entry.kind !== 'file') return entry;
  const { base64, ...rest } = entry;
  return { ...rest, bytes: fromBase64(base64) };
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** What is in a text of JSON; undefined where that is none. */
export function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Whether what came out of JSON is an entry that can be at a path and be written. */
export function isWireEntry(value: unknown): value is WireEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, to, base64, mode } = value as { readonly [key: string]: unknown };
  if (kind === 'absent') return true;
  if (kind === 'link') return typeof to === 'string';
  return kind === 'file' && typeof base64 === 'string' && Number.isInteger(mode) && isBase64(base64);
}

/** Whether what came out of JSON is a list of texts. */
export function areStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
