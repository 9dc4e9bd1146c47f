import { posix } from 'node:path';
import type { Outcome } from '../outcome.ts';
import type { Agreement, RunOptions } from '../target.ts';
import { areStrings, fromBase64, isWireEntry, readJson, toBase64, type WireEntry } from '../wire.ts';

/**
 * The protocol of the editor and its privileged helper: one JSON object a line, bytes in base64.
 */
export type Order =
  | { readonly id: number; readonly do: 'run'; readonly argv: readonly string[]; readonly options: WireOptions }
  /** Adds to what may be done; until then, nothing may. */
  | { readonly id: number; readonly do: 'agree'; readonly agreed: Agreement }
  | { readonly id: number; readonly do: 'removeFolder'; readonly path: string }
  | {
      readonly id: number;
      readonly do: 'write';
      readonly path: string;
      readonly entry: WireEntry;
      readonly was: WireWas;
    }
  /** Puts back what the record says when the editor is gone before it says `release`. The path is that of the record's file. */
  | { readonly id: number; readonly do: 'guard'; readonly record: string; readonly path: string }
  | { readonly id: number; readonly do: 'release'; readonly path: string }
  /** Ends the order of that id. */
  | { readonly id: number; readonly do: 'cancel' };

export interface Answer {
  /** Undefined where that of the order could not be read. */
  readonly id: number | undefined;
  readonly outcome: unknown;
}

/** The helper's first line, once it has its privileges. */
export const READY = '{"ready":true}';

type WireWas = WireEntry | 'anything';

type WireOptions = Pick<RunOptions, 'timeout' | 'limit'>;

/** An outcome with its bytes in base64. */
export function outcomeToWire(outcome: Outcome<unknown>): unknown {
  return mapBytes(outcome, (value) => (value instanceof Uint8Array ? { $bytes: toBase64(value) } : value));
}

export function outcomeFromWire<T>(outcome: unknown): Outcome<T> {
  const isBytes = (value: unknown): value is { $bytes: string } =>
    typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';
  return mapBytes(outcome, (value) => (isBytes(value) ? fromBase64(value.$bytes) : value)) as Outcome<T>;
}

/** The order in a line; undefined where it is none, cut off or blank or anything else. */
export function readOrder(line: string): Order | undefined {
  const order = readJson(line) as { readonly [key: string]: unknown } | undefined;
  if (typeof order !== 'object' || order === null || typeof order['id'] !== 'number') return undefined;
  const { path, argv, options, agreed, record, entry, was } = order;
  const forms: Readonly<Record<Order['do'], boolean>> = {
    agree: isAgreement(agreed),
    run: areStrings(argv) && typeof options === 'object' && options !== null,
    write: typeof path === 'string' && isWireEntry(entry) && (was === 'anything' || isWireEntry(was)),
    removeFolder: typeof path === 'string',
    guard: typeof path === 'string' && typeof record === 'string',
    release: typeof path === 'string',
    cancel: true,
  };
  const form = new Map(Object.entries(forms)).get(String(order['do']));
  return form === true ? (order as unknown as Order) : undefined;
}

/** The id that an order has, also one that is none of the known forms; undefined where there is none to be read. */
export function idOf(line: string): number | undefined {
  const id = (readJson(line) as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'number' ? id : undefined;
}

function isAgreement(value: unknown): value is Agreement {
  if (typeof value !== 'object' || value === null) return false;
  const { files, units } = value as Partial<Record<keyof Agreement, unknown>>;
  return (
    areStrings(files) &&
    files.every((file) => file.startsWith('/') && posix.normalize(file) === file) &&
    areStrings(units)
  );
}

function mapBytes(value: unknown, map: (value: unknown) => unknown): unknown {
  const mapped = map(value);
  if (mapped !== value || typeof value !== 'object' || value === null || value instanceof Uint8Array) return mapped;
  if (Array.isArray(value)) return value.map((part) => mapBytes(part, map));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapBytes(part, map)]));
}
