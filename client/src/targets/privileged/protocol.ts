import type { Outcome, Ran } from '../outcome.ts';
import type { Entry, RunOptions } from '../target.ts';

/**
 * What the editor and its privileged helper say to each other: one JSON object a line. Bytes travel in base64.
 */
export type Order =
  | { readonly id: number; readonly do: 'run'; readonly argv: readonly string[]; readonly options: WireOptions }
  | { readonly id: number; readonly do: 'read' | 'resolve' | 'removeFolder'; readonly path: string }
  | { readonly id: number; readonly do: 'write'; readonly path: string; readonly entry: WireEntry }
  /** Ends the order of that id. */
  | { readonly id: number; readonly do: 'cancel' };

export interface Answer {
  readonly id: number;
  readonly outcome: unknown;
}

/** The helper's first line, once it has its privileges. */
export const READY = '{"ready":true}';

type WireOptions = Pick<RunOptions, 'timeout' | 'limit'>;

type WireEntry =
  | Exclude<Entry, { kind: 'file' }>
  | (Omit<Extract<Entry, { kind: 'file' }>, 'bytes'> & { readonly base64: string });

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

/** An outcome with the bytes in it put into base64. */
export function outcomeToWire(outcome: Outcome<Ran | Entry | string | undefined>): unknown {
  return mapBytes(outcome, (value) => (value instanceof Uint8Array ? { $bytes: toBase64(value) } : value));
}

export function outcomeFromWire<T>(outcome: unknown): Outcome<T> {
  const isBytes = (value: unknown): value is { $bytes: string } =>
    typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';
  return mapBytes(outcome, (value) => (isBytes(value) ? fromBase64(value.$bytes) : value)) as Outcome<T>;
}

function mapBytes(value: unknown, map: (value: unknown) => unknown): unknown {
  const mapped = map(value);
  if (mapped !== value || typeof value !== 'object' || value === null || value instanceof Uint8Array) return mapped;
  if (Array.isArray(value)) return value.map((part) => mapBytes(part, map));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapBytes(part, map)]));
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
