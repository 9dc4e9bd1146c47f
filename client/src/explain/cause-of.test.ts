import { expect, it } from 'vitest';
import { english } from '../l10n.ts';
import type { Failure, Ran, Refusal, Unavailable } from '../manager/outcome.ts';
import { causeOf } from './cause-of.ts';

const RAN: Ran = {
  argv: ['x'],
  code: 1,
  signal: undefined,
  stdout: new Uint8Array(),
  stderr: '',
  truncated: false,
  pid: undefined,
  milliseconds: 1,
};
const REFUSALS: Readonly<Record<Refusal, true>> = {
  'bad-unit-name': true,
  'bad-host': true,
  'leaves-directory': true,
  'ansible-expands': true,
  'not-a-regular-file': true,
  'special-mode': true,
  'changed-meanwhile': true,
  busy: true,
  'not-agreed': true,
  'bad-order': true,
  'nul-byte': true,
};
const UNAVAILABLE: Readonly<Record<Unavailable, true>> = {
  'no-systemctl': true,
  'no-manager': true,
  'no-bus': true,
  'not-linux': true,
  'no-privileges': true,
  'dry-run': true,
  'no-connection': true,
  'no-ssh': true,
  other: true,
};
/** One of each kind at least. */
const FAILURES: { readonly [K in Failure['kind']]: readonly Extract<Failure, { kind: K }>[] } = {
  exit: [
    { kind: 'exit', ran: RAN },
    { kind: 'exit', ran: { ...RAN, stderr: 'No space left on device\n' } },
  ],
  missing: [{ kind: 'missing', program: 'systemd-analyze' }],
  timeout: [{ kind: 'timeout', ran: RAN, milliseconds: 9 }],
  cancelled: [{ kind: 'cancelled' }],
  denied: [{ kind: 'denied', detail: '' }],
  file: ['EACCES', 'ENOENT'].map((code) => ({ kind: 'file', operation: 'write', path: '/x', code })),
  refused: Object.keys(REFUSALS).map((why) => ({ kind: 'refused', what: '/x', why: why as Refusal })),
  unavailable: Object.keys(UNAVAILABLE).map((reason) => ({
    kind: 'unavailable',
    reason: reason as Unavailable,
    detail: '',
  })),
};

it.each(
  Object.values(FAILURES)
    .flat()
    .map((failure) => [failure]),
)('%j is a sentence, without a word of the code', (failure) => {
  const cause = causeOf(failure, 'a.socket', 'this machine', english);
  expect(cause).toMatch(/^(?:[A-Z]|\/x|"\/x"|systemd|a\.socket|ssh).*\.?$/);
  const words = [failure.kind, 'why' in failure ? failure.why : '', 'reason' in failure ? failure.reason : ''];
  for (const word of words.filter((one) => one.includes('-') || one === failure.kind)) {
    if (word === 'cancelled' || word === 'denied') continue;
    expect(cause).not.toMatch(new RegExp(`(?<![\\w-])${word}(?![\\w-])`));
  }
});

it.each<[Failure, string]>([
  [{ kind: 'timeout', ran: RAN, milliseconds: 9 }, 'No answer from this machine in time.'],
  [{ kind: 'cancelled' }, 'Cancelled.'],
  [{ kind: 'exit', ran: { ...RAN, stderr: '\nbad\n' } }, 'It failed on this machine: bad'],
  [{ kind: 'unavailable', reason: 'other', detail: 'odd' }, 'It failed on this machine: odd'],
])('%j', (failure, cause) => expect(causeOf(failure, 'a.socket', 'this machine', english)).toBe(cause));
