import { readEntry, removeDrafts, writeEntry } from '../manager/local-files.ts';
import { objectionTo } from '../manager/privileged/agreement.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Agreement, Target } from '../manager/target.ts';
import { readInterrupted } from './guard.ts';
import { putBack } from './put-back.ts';
import { isSettled } from './step.ts';

/** What of a record may not be put back on the system's manager by what was agreed to; undefined where all may. */
export function objectionToRecord(record: string, agreed: readonly Agreement[]): string | undefined {
  const told = readInterrupted(record);
  if (told?.target !== 'system') return told?.target ?? record.slice(0, 80);
  const { kept, folders, unit, stopped } = told.undo;
  return [
    ...kept.map(({ path }) => objectionTo({ kind: 'write', path, argv: [] }, agreed)),
    ...folders.map((path) => objectionTo({ kind: 'removeFolder', path, argv: [] }, agreed)),
    ...[unit, ...stopped].map((one) => {
      return objectionTo({ kind: 'run', path: '', argv: systemctl({ manager: 'system' }, 'stop', [one]) }, agreed);
    }),
  ].find((objection) => objection !== undefined);
}

/**
 * What a helper does when the editor is gone before it released a run: puts back what its record says, unless the file of the record
 * tells that the run is not its to undo any more. The file goes when nothing is left to undo; otherwise the next session tries again.
 *
 * @param record The record as the helper was told; the file may be ahead of it by what was not done yet.
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
