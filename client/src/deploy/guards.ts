import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { draftOf, listFolder, readEntry, readText, writeEntry } from '../manager/local-files.ts';
import { isLocked, type Lock, takeLock } from '../manager/lock-file.ts';
import { type Outcome, ok } from '../manager/outcome.ts';
import type { PrivilegedOperations } from '../manager/privileged/client.ts';
import type { Target } from '../manager/target.ts';
import { type Guard, type Interrupted, readInterrupted, writeInterrupted } from './guard.ts';
import { recordName } from './record-name.ts';

/** Guards for runs, and what runs have left to undo. */
export interface Guards {
  /** The guard of a unit on a target. */
  for(target: Target, unit: string): Guard;
  /** Records without an owner: of runs whose process is gone, and of those that could not put everything back. */
  leftBehind(): Promise<LeftBehind>;
}

export interface LeftBehind {
  readonly records: readonly Interrupted[];
  /** The paths of records that were cut off or changed: what they were to have undone cannot be told any more. */
  readonly unreadable: readonly string[];
}

type Watcher = Pick<PrivilegedOperations, 'guard' | 'release'>;

/**
 * Each run's undo is written to a file of `folder`, one for each unit and target, for the case that the machine goes down, and
 * passed to a helper process that undoes it if this process dies. A lock beside the file excludes other runs.
 *
 * @param watcher The helper that has the privileges for a target.
 */
export function createGuards(folder: string, watcher: (target: Target) => Watcher): Guards {
  const unreleased: Unreleased = new Map();
  return {
    for: (target, unit) => {
      const stem = join(folder, recordName(target.id, unit));
      return createGuard(stem, target.id, unit, watcher(target), unreleased);
    },
    leftBehind: async () => {
      const listed = await listFolder(folder);
      if (listed.kind !== 'ok') return { records: [], unreadable: [] };
      const names = listed.value;
      await Promise.all(names.filter(isRest).map((name) => removeStale(join(folder, name))));
      const stems = names.flatMap((name) => /^(.*)\.json$/s.exec(name)?.[1] ?? []).map((stem) => join(folder, stem));
      const left = (await Promise.all(stems.map(readLeft))).filter((one) => one !== undefined);
      return {
        records: left.filter((one) => typeof one !== 'string'),
        unreadable: left.filter((one) => typeof one === 'string'),
      };
    },
  };
}

/**
 * Releases that failed, by the record's path without its ending. The lock is held until one succeeds, so that no other window undoes what
 * was done; the next run of the unit here tries again first.
 */
type Unreleased = Map<string, () => Promise<Outcome<void>>>;

function createGuard(stem: string, target: string, unit: string, helper: Watcher, unreleased: Unreleased): Guard {
  const [path, run] = [`${stem}.json`, randomUUID()];
  let lock: Lock | undefined;
  let helperPid: number | undefined;
  const write = (undo: Interrupted['undo'], by: string) => {
    const bytes = new TextEncoder().encode(writeInterrupted({ run: by, target, undo }));
    return writeEntry(path, { kind: 'file', bytes, mode: 0o600 }, 'anything');
  };
  return {
    hold: async () => {
      const released = (await unreleased.get(stem)?.()) ?? ok(undefined);
      if (released.kind !== 'ok') return released;
      const taken = await takeLock(`${stem}.lock`);
      if (taken.kind !== 'ok') return taken.kind === 'refused' ? { ...taken, what: unit } : taken;
      lock = taken.value;
      return ok((await readRecord(path))?.undo);
    },
    update: async (undo) => {
      if (lock === undefined || !(await lock.isMine())) return { kind: 'refused', what: unit, why: 'busy' };
      const written = await write(undo, run);
      if (written.kind !== 'ok') return written;
      // If no helper can be started, the next session still finds the file.
      const told = await helper.guard(writeInterrupted({ run, target, undo }), path);
      if (told.kind === 'ok' && told.value !== helperPid) {
        helperPid = told.value;
        await lock.share(helperPid);
      }
      return written;
    },
    release: async (left) => {
      const held = lock;
      if (held === undefined) return ok(undefined);
      const record = async (): Promise<Outcome<void>> => {
        // A process that took this one for dead may have its own record there by now. One of this run is of no use to it.
        if (!(await held.isMine()) && (await readRecord(path))?.run !== run) return ok(undefined);
        // Under another name, so that no helper reads it as its own.
        return left === undefined ? writeEntry(path, { kind: 'absent' }, 'anything') : write(left, randomUUID());
      };
      const recorded = await record();
      if (helperPid !== undefined) await helper.release(path);
      // What is left to undo stands in the old record as well. One that is of no use any more must not be read by another window.
      if (recorded.kind === 'ok' || left !== undefined) {
        await held.release();
        return recorded;
      }
      unreleased.set(stem, async () => {
        const again = await record();
        if (again.kind !== 'ok') return again;
        unreleased.delete(stem);
        await held.release();
        return again;
      });
      return recorded;
    },
  };
}

async function readRecord(path: string): Promise<Interrupted | undefined> {
  return readInterrupted((await readText(path)) ?? '');
}

/** A record that nobody holds, or its path where it cannot be read. */
async function readLeft(stem: string): Promise<Interrupted | string | undefined> {
  if (await isLocked(`${stem}.lock`)) return undefined;
  const path = `${stem}.json`;
  const entry = await readEntry(path);
  // Its owner may have removed it by now.
  if (entry.kind === 'ok' && entry.value.kind === 'absent') return undefined;
  return (await readRecord(path)) ?? path;
}

/** A record or lock whose process died while writing it, and a lock that is not held. */
function isRest(name: string): boolean {
  const unfinished = draftOf(name);
  return unfinished === undefined ? /\.lock(\.[\da-f-]+)?$/.test(name) : /\.(json|lock)$/.test(unfinished);
}

/** A young one may be in the hands of another window. */
async function removeStale(path: string): Promise<void> {
  const rest = await readEntry(path);
  if (rest.kind !== 'ok' || rest.value.kind !== 'file' || (await isLocked(path))) return;
  if (Date.now() - (rest.value.modified ?? 0) > STALE) await writeEntry(path, { kind: 'absent' }, rest.value);
}

/** Milliseconds. */
const STALE = 60_000;
