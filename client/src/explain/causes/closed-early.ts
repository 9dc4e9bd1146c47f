import type { Cause } from '../cause.ts';
import { ownWords } from '../crashes/find-crash.ts';

/** Nothing failed, but the connection did not end as it should. */
export const cause: Cause = {
  code: 'closed-early',
  rank: 9,
  explain(evidence, t) {
    const words = ownWords(evidence).at(-1);
    // Of a process whose status is hidden, and that wrote nothing of an error that is known, its last words are all there is.
    if ((evidence.ending === 'empty' || evidence.ending === 'reset') && evidence.ignoresExit && words !== undefined) {
      return {
        cause: t('The program ended without a reply. Its last line: {0}', words),
        next: t('The - before the command in ExecStart= hides whether it failed. Remove it to see the status.'),
        remedies: [
          { title: t('Open ExecStart='), action: { kind: 'edit', directive: 'ExecStart' } },
          { title: t('Show Journal'), action: { kind: 'journal' } },
        ],
      };
    }
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
        remedies: [
          { title: t('Change Time Limit'), action: { kind: 'settings', setting: 'systemd.requestTimeLimit' } },
          { title: t('Show Journal'), action: { kind: 'journal' } },
        ],
      };
    }
    return undefined;
  },
};
