import type { Cause } from '../cause.ts';
import { nameOf, placeWords } from '../crashes/crash.ts';
import { findCrash } from '../crashes/find-crash.ts';
import type { Remedy } from '../evidence.ts';

/** The program was ended by an error that it told about itself. */
export const cause: Cause = {
  code: 'handler-crashed',
  rank: 6,
  explain(evidence, t) {
    const crash = findCrash(evidence);
    if (crash === undefined) return undefined;
    const { error, place, trace } = crash;
    const where = place && placeWords(place, t);
    const open: readonly Remedy[] = place?.path.startsWith('/')
      ? [{ title: t('Open {0}', nameOf(place)), action: { kind: 'open', ...place } }]
      : [];
    return {
      cause:
        where === undefined ? t('The handler crashed: {0}', error) : t('The handler crashed: {0} ({1})', error, where),
      next:
        where === undefined
          ? t('Correct the program, then send the request again.')
          : t('Correct {0}, then send the request again.', where),
      remedies: [
        ...open,
        { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
      trace,
      places: place === undefined ? [] : [place],
    };
  },
};
