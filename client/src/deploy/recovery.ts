import type { Target } from '../manager/target.ts';
import type { Guard, Interrupted } from './guard.ts';
import { putBack, withUndo } from './put-back.ts';
import { isSettled, type Step } from './step.ts';

/** The result of undoing what a run has left. */
export type Recovery =
  /** Its target is not available now. It stays on record. */
  | { readonly kind: 'no-target' }
  /** Another window undoes it, or has undone it. */
  | { readonly kind: 'elsewhere' }
  /** The person declined for now. It stays on record. */
  | { readonly kind: 'declined' }
  /** If a step is not settled, it stays on record. */
  | { readonly kind: 'tried'; readonly steps: readonly Step[] };

/**
 * Puts back what a run was changing when the machine or the editor went down and its guard with it, or what it could not put back
 * itself. Where that takes privileges, `agree` asks the person first.
 */
export async function recover(
  { undo }: Interrupted,
  target: Target | undefined,
  guardOf: (target: Target, unit: string) => Guard,
  agree: (target: Target) => Promise<boolean>,
): Promise<Recovery> {
  if (target === undefined) return { kind: 'no-target' };
  if (target.elevation !== 'direct' && !(await agree(target))) return { kind: 'declined' };
  const guard = guardOf(target, undo.unit);
  const held = await guard.hold();
  if (held.kind !== 'ok') return { kind: 'elsewhere' };
  // The record is read again: another window may have changed it meanwhile.
  const left = held.value;
  if (left === undefined) {
    await guard.release();
    return { kind: 'elsewhere' };
  }
  const steps = await putBackWithPrivileges(target, left);
  await guard.release(steps.every(({ outcome }) => isSettled(outcome)) ? undefined : left);
  return { kind: 'tried', steps };
}

async function putBackWithPrivileges(...[target, undo]: Parameters<typeof putBack>): Promise<readonly Step[]> {
  const privileges = await target.acquire(withUndo({ files: [], units: [] }, undo));
  if (privileges.kind === 'ok') return putBack(target, undo);
  return [{ name: 'acquire', argv: undefined, path: undefined, outcome: privileges }];
}
