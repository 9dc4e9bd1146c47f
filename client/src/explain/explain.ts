import type { Translate } from '../l10n.ts';
import { CAUSES } from './causes/causes.generated.ts';
import type { Evidence, Explanation } from './evidence.ts';

/** Explains a failure: the most specific cause that the evidence shows, otherwise the messages as they are. */
export function explain(evidence: Evidence, t: Translate): Explanation {
  for (const cause of CAUSES.toSorted((a, b) => a.rank - b.rank)) {
    const explanation = cause.explain(evidence, t);
    if (explanation !== undefined) return { code: cause.code, ...explanation };
  }
  const words = evidence.lines.find((line) => line.trim() !== '' && !SAYS_NOTHING.test(line));
  return {
    code: 'unknown',
    cause:
      words === undefined
        ? t('It failed on {0}, without an error message.', evidence.place)
        : t('It failed on {0}: {1}', evidence.place, words),
    next: t('The details and the journal may tell more.'),
    remedies: [
      { title: t('Show Journal'), action: { kind: 'journal' } },
      { title: t('Try Again'), action: { kind: 'retry' } },
    ],
  };
}

/** What systemctl says of every failed job, and nothing about the reason. */
const SAYS_NOTHING = /^(Job (for \S+ )?failed|See "|Hint: )/;
