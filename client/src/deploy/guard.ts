import type { Outcome } from '../manager/outcome.ts';
import { entryFromWire, entryToWire, type Wire } from '../manager/wire.ts';
import type { Undo } from './put-back.ts';

/** Someone outside this process who puts things back when it dies in the middle of a run. */
export interface Guard {
  /** Told what would have to be undone, before it is done. */
  update(undo: Undo): Promise<Outcome<void>>;
  /** The run has come to its end, good or bad, and nothing is left to undo. */
  release(): Promise<void>;
}

/** What must be undone on which target: plain data, so that it can outlive the process that would have done it. */
export interface Interrupted {
  /** The target's id. */
  readonly target: string;
  /** The process that was at it; as long as that lives, nobody else is to interfere. */
  readonly pid: number;
  readonly undo: Undo;
}

export function writeInterrupted({ target, pid, undo }: Interrupted): string {
  const kept = undo.kept.map(({ path, before, after }) => {
    return { path, before: entryToWire(before), after: entryToWire(after) };
  });
  return JSON.stringify({ version: 2, target, pid, undo: { ...undo, kept } });
}

/** Undefined for what this version did not write. */
export function readInterrupted(text: string): Interrupted | undefined {
  try {
    const record = JSON.parse(text) as Wire<Interrupted> & { version?: unknown };
    if (record.version !== 2) return undefined;
    const kept = record.undo.kept.map(({ path, before, after }) => {
      return { path, before: entryFromWire(before), after: entryFromWire(after) };
    });
    return { target: record.target, pid: record.pid, undo: { ...record.undo, kept } };
  } catch {
    return undefined;
  }
}
