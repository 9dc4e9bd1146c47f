import { readEntry, removeDrafts, writeEntry } from '../manager/local-files.ts';
import { objectionTo, objectionToUnits } from '../manager/privileged/agreement.ts';
import type { Agreement, Target } from '../manager/target.ts';
import { readInterrupted } from './guard.ts';
import { putBack } from './put-back.ts';
import { isSettled } from './step.ts';

/** The first part of a record that the agreement does not allow to be put back on the system's manager; undefined if it allows all. */
export function objectionToRecord(record: string, agreed: readonly Agreement[]): string | undefined {
  const told = readInterrupted(record);
  if (told?.target !== 'system') return told?.target ?? record.slice(0, 80);
  const { kept, folders, unit, stopped } = told.undo;
  return [
    ...kept.map(({ path }) => objectionTo({ do: 'write', path }, agreed)),
    ...folders.map((path) => objectionTo({ do: 'removeFolder', path }, agreed)),
    objectionToUnits([unit, ...stopped], agreed),
  ].find((objection) => objection !== undefined);
}

/**
 * Run by a helper if the editor dies before it released a run: puts back what the record says, unless the record's file names another
 * run, which has taken over. Removes the file if nothing is left to undo; otherwise the next session tries again.
 *
 * @param record The record as the helper received it. The file may already contain a change that was not made yet.
 */
export async function undoForDead(
  record: string,
  path: string,
  targetOf: (id: string) => Target | undefined,
): Promise<void> {
  const told = readInterrupted(record);
  const file = await readEntry(path);
  if (told === undefined || file.kind !== 'ok' || file.value.kind !== 'file') return;
  if (readInterrupted(new TextDecoder().decode(file.value.bytes))?.run !== told.run) return;
  const target = targetOf(told.target);
  if (target === undefined) return;
  const steps = await putBack(target, told.undo);
  // The editor may have died while it was writing one of them.
  if (target.host === undefined) await Promise.all(told.undo.kept.map(({ path: one }) => removeDrafts(one)));
  if (steps.every(({ outcome }) => isSettled(outcome))) await writeEntry(path, { kind: 'absent' }, file.value);
}
