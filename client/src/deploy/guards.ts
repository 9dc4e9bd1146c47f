import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { draftOf, listFolder, readEntry, readText, writeEntry } from '../manager/local-files.ts';
import { isLocked, type Lock, takeLock } from '../manager/lock-file.ts';
import { ok } from '../manager/outcome.ts';
import type { PrivilegedOperations } from '../manager/privileged/client.ts';
import type { Target } from '../manager/target.ts';
import { type Guard, type Interrupted, readInterrupted, writeInterrupted } from './guard.ts';
import { recordName } from './record-name.ts';

/** Guards for runs, and what runs have left to undo. */
export interface Guards {
  /** The guard of a unit on a target. */
  for(target: Target, unit: string): Guard;
  /** Records without an owner: of runs whose process is gone, and of those that could not put everything back. */
  leftBehind(): Promise<readonly Interrupted[]>;
}

type Watcher = Pick<PrivilegedOperations, 'guard' | 'release'>;

/**
 * Each run's undo is written to a file of `folder`, one for each unit and target, for the case that the machine goes down, and
 * passed to a helper process that undoes it if this process dies. A lock beside the file excludes other runs.
 *
 * @param watcher The helper that has the privileges for a target.
 */
export function createGuards(folder: string, watcher: (target: Target) => Watcher): Guards {
  return {
    for: (target, unit) => createGuard(join(folder, recordName(target.id, unit)), target.id, unit, watcher(target)),
    leftBehind: async () => {
      const listed = await listFolder(folder);
      if (listed.kind !== 'ok') return [];
      const names = listed.value;
      await Promise.all(names.filter(isRest).map((name) => removeStale(join(folder, name))));
      const records = names.filter((name) => name.endsWith('.json'));
      const left = await Promise.all(records.map((name) => readLeft(join(folder, name.slice(0, -'.json'.length)))));
      return left.filter((one) => one !== undefined);
    },
  };
}

function createGuard(stem: string, target: string, unit: string, helper: Watcher): Guard {
  const [path, run] = [`${stem}.json`, randomUUID()];
  let lock: Lock | undefined;
  let helperPid: number | undefined;
  const write = (undo: Interrupted['undo'], by: string) => {
    const bytes = new TextEncoder().encode(writeInterrupted({ run: by, target, undo }));
    return writeEntry(path, { kind: 'file', bytes, mode: 0o600 }, 'anything');
  };
  return {
    hold: async () => {
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
      if (lock === undefined) return;
      if (await lock.isMine()) {
        // Under another name, so that no helper reads it as its own.
        if (left === undefined) await writeEntry(path, { kind: 'absent' }, 'anything');
        else await write(left, randomUUID());
      }
      if (helperPid !== undefined) await helper.release(path);
      await lock.release();
    },
  };
}

async function readRecord(path: string): Promise<Interrupted | undefined> {
  return readInterrupted((await readText(path)) ?? '');
}

async function readLeft(stem: string): Promise<Interrupted | undefined> {
  return (await isLocked(`${stem}.lock`)) ? undefined : readRecord(`${stem}.json`);
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
