import type { StepOutcome } from '../deploy/step.ts';
import type { Translate } from '../l10n.ts';
import { NOTHING_GATHERED } from './evidence.ts';
import { explain } from './explain.ts';

/**
 * Why an operation was not done, in one sentence, where nothing but its outcome is known. What the outcomes are called in the code is for
 * nobody to read.
 *
 * @param unit The unit, or what else it was about.
 * @param place The machine, in words, within a sentence.
 */
export function causeOf(outcome: StepOutcome, unit: string, place: string, t: Translate): string {
  if (outcome.kind === 'cancelled') return t('Cancelled.');
  const said = 'ran' in outcome ? outcome.ran?.stderr : 'detail' in outcome ? outcome.detail : undefined;
  const lines = (said ?? '').split('\n').filter((line) => line.trim() !== '');
  const evidence = { ...NOTHING_GATHERED, during: 'look', outcome, unit, manager: 'system', place, lines } as const;
  return explain(evidence, t).cause;
}
