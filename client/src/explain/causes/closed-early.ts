import type { Cause } from '../cause.ts';

/** Nothing failed, but the connection did not end as it should. */
export const cause: Cause = {
  code: 'closed-early',
  rank: 9,
  explain(evidence, t) {
    if (evidence.ending === 'empty') {
      return {
        cause: t('The connection was closed without a reply.'),
        next: t(
          'Check whether the program writes to standard output, and whether that is the socket (StandardInput=socket).',
        ),
        remedies: [
          { title: t('Show Journal'), action: { kind: 'journal' } },
          { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } },
        ],
      };
    }
    if (evidence.ending === 'reset') {
      return {
        cause: t('The program exited without reading the whole request, so the kernel reset the connection.'),
        next: t('Its reply may have been lost: read the whole request before answering.'),
        remedies: [{ title: t('Show Journal'), action: { kind: 'journal' } }],
      };
    }
    if (evidence.ending === 'slow') {
      return {
        cause: t('The program did not finish its reply in time.'),
        next: t('Check whether it waits for more input: an HTTP client keeps the connection open after its request.'),
        remedies: [{ title: t('Show Journal'), action: { kind: 'journal' } }],
      };
    }
    return undefined;
  },
};
