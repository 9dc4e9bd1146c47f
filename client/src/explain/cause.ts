import type { Translate } from '../l10n.ts';
import type { Evidence, Explanation } from './evidence.ts';

/**
 * One cause of failures seen in practice. Each has a file in causes/, or shares one with similar ones, and is found by the
 * generator; its tests compare it with what systemd of several versions really says.
 */
export interface Cause {
  readonly code: string;
  /** The order in which causes are tried: 1 for unambiguous evidence, 5 for messages with several causes, 9 for the last resort. */
  readonly rank: number;
  /** The explanation if the evidence shows this cause; undefined otherwise. */
  explain(evidence: Evidence, t: Translate): Omit<Explanation, 'code'> | undefined;
}
