import type { Outcome } from '../manager/outcome.ts';
import { areStrings, entryFromWire, entryToWire, isWireEntry, readJson, type Wire } from '../manager/wire.ts';
import type { Undo } from './put-back.ts';

/** A process outside this one that puts things back if this one dies during a run. */
export interface Guard {
  /**
   * Begins a run: until `release` no other run may change the unit on its target, in any window; refused as `busy` while one does.
   * Gives what an earlier run has left to undo, which this run takes over.
   */
  hold(): Promise<Outcome<Undo | undefined>>;
  /** Records what would have to be undone, before it is done. */
  update(undo: Undo): Promise<Outcome<void>>;
  /**
   * The run has ended. What is left to undo stays on record, to be tried again. Where the record cannot be removed or written, the failure
   * is given: what stands in it would be undone at the next start.
   */
  release(left?: Undo): Promise<Outcome<void>>;
}

/** What must be undone on which target: plain data, so that it can outlive the process that would have done it. */
export interface Interrupted {
  /** The run that wrote it. A guard of another run sees by this that it must not undo it any more. */
  readonly run: string;
  /** The target's id. */
  readonly target: string;
  readonly undo: Undo;
}

export function writeInterrupted({ run, target, undo }: Interrupted): string {
  const kept = undo.kept.map(({ path, before, after }) => {
    return { path, before: entryToWire(before), after: entryToWire(after) };
  });
  return JSON.stringify({ version: 2, run, target, undo: { ...undo, kept } });
}

/** Undefined for a record of another format, and for one that was cut off or changed: nothing is undone by half of it. */
export function readInterrupted(text: string): Interrupted | undefined {
  const record = readJson(text) as Partial<Record<keyof Interrupted | 'version', unknown>> | null | undefined;
  if (record?.version !== 2 || typeof record.run !== 'string' || typeof record.target !== 'string') return undefined;
  if (!isUndo(record.undo)) return undefined;
  const kept = record.undo.kept.map(({ path, before, after }) => {
    return { path, before: entryFromWire(before), after: entryFromWire(after) };
  });
  return { run: record.run, target: record.target, undo: { ...record.undo, kept } };
}

function isUndo(value: unknown): value is Wire<Undo> {
  if (typeof value !== 'object' || value === null) return false;
  const { kept, folders, stopped, unit, ...flags } = value as Readonly<Partial<Record<keyof Undo, unknown>>>;
  return (
    Array.isArray(kept) &&
    kept.every(isKept) &&
    areStrings(folders) &&
    areStrings(stopped) &&
    typeof unit === 'string' &&
    [flags.reloaded, flags.restarted, flags.disabled, flags.wasActive].every((flag) => typeof flag === 'boolean')
  );
}

function isKept(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { path, before, after } = value as { readonly [key: string]: unknown };
  return typeof path === 'string' && isWireEntry(before) && isWireEntry(after);
}
