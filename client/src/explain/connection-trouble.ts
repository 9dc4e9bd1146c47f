import { type Trouble, troubleOf } from '../manager/ssh/trouble.ts';
import type { Evidence } from './evidence.ts';

/** Why ssh did not get through, where that is what went wrong. */
export function connectionTrouble({ outcome }: Evidence): Trouble | undefined {
  if (outcome.kind !== 'unavailable' || outcome.reason !== 'no-connection') return undefined;
  return troubleOf(outcome.detail);
}
