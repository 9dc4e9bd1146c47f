import type { Failure } from '../manager/outcome.ts';
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
  /** If a step is not settled, or the record could not be removed, it stays on record. */
  | { readonly kind: 'tried'; readonly steps: readonly Step[]; readonly unreleased?: Failure };

/** A record, and the target that it is about, where that is known on this machine. */
export interface Found {
  readonly left: Interrupted;
  readonly target: Target | undefined;
}

/**
 * Whether a person is asked before a record is carried out. Files of this user on this machine are put back at once, which the yes to the
 * deployment was for as well; another machine is not contacted, and no privileges are asked for, without an act of the person.
 */
export function asksFirst({ elevation, host }: Pick<Target, 'elevation' | 'host'>): boolean {
  return elevation !== 'direct' || host !== undefined;
}

/**
 * Recovers all that runs have left: at once where nobody has to be asked, the rest after one question about all of it, which
 * nothing else waits for.
 *
 * @param choose Asks, and gives those to recover now. The others stay on record.
 * @param tell Takes the result of each as it comes.
 */
export async function recoverAll(
  found: readonly Found[],
  guardOf: (target: Target, unit: string) => Guard,
  choose: (asked: readonly Found[]) => Promise<readonly Found[]>,
  tell: (one: Found, recovery: Recovery) => void,
): Promise<void> {
  const each = async (some: readonly Found[]) => {
    for (const one of some) tell(one, await recover(one.left, one.target, guardOf));
  };
  const asked = found.filter(({ target }) => target !== undefined && asksFirst(target));
  await Promise.all([
    each(found.filter((one) => !asked.includes(one))),
    ...(asked.length === 0 ? [] : [choose(asked).then(each)]),
  ]);
}

/**
 * Puts back what a run was changing when the machine or the editor went down and its guard with it, or what it could not put back
 * itself. Where {@link asksFirst} says so, the person was asked before.
 */
export async function recover(
  { undo }: Interrupted,
  target: Target | undefined,
  guardOf: (target: Target, unit: string) => Guard,
): Promise<Recovery> {
  if (target === undefined) return { kind: 'no-target' };
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
  const released = await guard.release(steps.every(({ outcome }) => isSettled(outcome)) ? undefined : left);
  return { kind: 'tried', steps, ...(released.kind === 'ok' ? {} : { unreleased: released }) };
}

async function putBackWithPrivileges(...[target, undo]: Parameters<typeof putBack>): Promise<readonly Step[]> {
  const privileges = await target.acquire(withUndo({ files: [], units: [] }, undo));
  if (privileges.kind === 'ok') return putBack(target, undo);
  return [{ name: 'acquire', argv: undefined, path: undefined, outcome: privileges }];
}
