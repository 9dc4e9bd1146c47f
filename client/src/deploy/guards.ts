import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { draftOf, listFolder, readEntry, writeEntry } from '../manager/local-files.ts';
import type { PrivilegedOperations } from '../manager/privileged/client.ts';
import type { Target } from '../manager/target.ts';
import { type Guard, type Interrupted, readInterrupted, writeInterrupted } from './guard.ts';

/** Guards for runs, and what was left of runs whose guard died as well. */
export interface Guards {
  /** A guard for one run on a target. */
  for(target: Target): Guard;
  /** Runs of processes that are gone, which nobody has put back. */
  leftBehind(): Promise<readonly LeftBehind[]>;
}

export interface LeftBehind {
  readonly interrupted: Interrupted;
  /** Called when it has been dealt with. */
  forget(): Promise<void>;
}

type Watcher = Pick<PrivilegedOperations, 'guard' | 'release'>;

/**
 * Each run's undo is written to a file of `folder`, for the case that the whole machine goes down, and told to a helper
 * process that does it when this process is gone.
 *
 * @param watcher The helper that has the privileges for a target.
 */
export function createGuards(folder: string, watcher: (target: Target) => Watcher): Guards {
  return {
    for: (target) => {
      const path = join(folder, `${randomUUID()}.json`);
      const helper = watcher(target);
      return {
        update: async (undo) => {
          const record = writeInterrupted({ target: target.id, pid: process.pid, undo });
          const bytes = new TextEncoder().encode(record);
          const written = await writeEntry(path, { kind: 'file', bytes, mode: 0o600 }, 'anything');
          // Where no helper can be started, the file still tells the next session.
          if (written.kind === 'ok') await helper.guard(record, path);
          return written;
        },
        release: async () => {
          await helper.release(path);
          await writeEntry(path, { kind: 'absent' }, 'anything');
        },
      };
    },
    leftBehind: async () => {
      const names = await listFolder(folder);
      if (names.kind !== 'ok') return [];
      await Promise.all(names.value.filter(isDraft).map((name) => removeStale(join(folder, name))));
      const records = names.value.filter((name) => name.endsWith('.json'));
      const left = await Promise.all(records.map((name) => readLeft(join(folder, name))));
      return left.filter((one) => one !== undefined);
    },
  };
}

/** A record whose process died while it was being written. */
function isDraft(name: string): boolean {
  return /^[\da-f-]+\.json$/.test(draftOf(name) ?? '');
}

/** Nothing had been done yet that it tells of. A young one may be in the hands of another window. */
async function removeStale(path: string): Promise<void> {
  const draft = await readEntry(path);
  if (draft.kind !== 'ok' || draft.value.kind !== 'file') return;
  if (Date.now() - (draft.value.modified ?? 0) > STALE) await writeEntry(path, { kind: 'absent' }, 'anything');
}

/** Milliseconds. */
const STALE = 60_000;

async function readLeft(path: string): Promise<LeftBehind | undefined> {
  const entry = await readEntry(path);
  if (entry.kind !== 'ok' || entry.value.kind !== 'file') return undefined;
  const interrupted = readInterrupted(new TextDecoder().decode(entry.value.bytes));
  if (interrupted === undefined || isAlive(interrupted.pid)) return undefined;
  return {
    interrupted,
    forget: async () => {
      await writeEntry(path, { kind: 'absent' }, 'anything');
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
