import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** systemd follows no path as root that a user could redirect (src/basic/chase.c, CHASE_SAFE). */
export const cause: Cause = {
  code: 'unsafe-path',
  rank: 2,
  explain(evidence, t) {
    const [, from, to, path] =
      said(
        evidence,
        /unsafe path transition (\S+)(?: \(owned by [^)]*\))? (?:→|->) (\S+?)(?: \(owned by [^)]*\))? during canonicalization of (\S+?)[.,]?$/,
      ) ?? [];
    if (path === undefined) return undefined;
    return {
      cause: t(
        'systemd does not use {0}: {1} belongs to a user other than {2}, who could redirect it.',
        path,
        to ?? '',
        from ?? '',
      ),
      next: t('Use a folder below /run, such as RuntimeDirectory= makes one, or let root own all folders of the path.'),
      remedies: [{ title: t('Show Journal'), action: { kind: 'journal' } }],
    };
  },
};
