import type { Translate } from '../l10n.ts';
import type { Evidence, Explanation } from './evidence.ts';

/**
 * One thing that goes wrong in practice. Each has a file of causes/, or shares one with its kin, and is found by the generator; its tests hold it against what
 * systemd of several versions really says.
 */
export interface Cause {
  readonly code: string;
  /** Who is asked first: 1 for what can only be this, 5 for what is said of many things, 9 for the last resort. */
  readonly rank: number;
  /** The explanation where the evidence shows this cause. */
  explain(evidence: Evidence, t: Translate): Omit<Explanation, 'code'> | undefined;
}
