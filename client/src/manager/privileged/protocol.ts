import type { Outcome } from '../outcome.ts';
import type { RunOptions } from '../target.ts';
import { fromBase64, toBase64, type WireEntry } from '../wire.ts';

/**
 * What the editor and its privileged helper say to each other: one JSON object a line. Bytes travel in base64.
 */
export type Order =
  | { readonly id: number; readonly do: 'run'; readonly argv: readonly string[]; readonly options: WireOptions }
  | { readonly id: number; readonly do: 'read' | 'resolve' | 'removeFolder'; readonly path: string }
  | {
      readonly id: number;
      readonly do: 'write';
      readonly path: string;
      readonly entry: WireEntry;
      readonly was: WireWas;
    }
  /** Puts back what the record says when the editor is gone before it says `release`; then removes the record's file. */
  | { readonly id: number; readonly do: 'guard'; readonly record: string; readonly path: string }
  | { readonly id: number; readonly do: 'release'; readonly path: string }
  /** Ends the order of that id. */
  | { readonly id: number; readonly do: 'cancel' };

export interface Answer {
  readonly id: number;
  readonly outcome: unknown;
}

/** The helper's first line, once it has its privileges. */
export const READY = '{"ready":true}';

type WireWas = WireEntry | 'anything';

type WireOptions = Pick<RunOptions, 'timeout' | 'limit'>;

/** An outcome with the bytes in it put into base64. */
export function outcomeToWire(outcome: Outcome<unknown>): unknown {
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
