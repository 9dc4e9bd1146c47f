import { expect, it } from 'vitest';
import type { StepOutcome } from '../deploy/step.ts';
import { NOTHING_GATHERED } from '../explain/evidence.ts';
import { english } from '../l10n.ts';
import { stateFrom } from '../manager/unit-state.ts';
import { detailsText } from './details-text.ts';

const RAN = {
  ...{ argv: ['x'], code: 5, signal: undefined, stdout: new Uint8Array(), truncated: false, pid: 1 },
  ...{ stderr: 'it said\n', milliseconds: 3 },
};
const FAILED = stateFrom(
  new Map([
    ['ActiveState', ['failed']],
    ['Result', ['resources']],
  ]),
  'a.socket',
);
/** Every outcome that a step can have. */
const STATUS: { readonly [K in StepOutcome['kind']]: readonly [Extract<StepOutcome, { kind: K }>, string] } = {
  ok: [{ kind: 'ok', ran: undefined }, '✓ Writing /u/a.socket'],
  exit: [{ kind: 'exit', ran: RAN }, '✗ Writing /u/a.socket  → 5\n    it said'],
  file: [
    { kind: 'file', operation: 'write', path: '/u/a.socket', code: 'EACCES' },
    '✗ Writing /u/a.socket  → permission denied',
  ],
  missing: [{ kind: 'missing', program: 'cp' }, '✗ Writing /u/a.socket  → cp is not installed'],
  skipped: [{ kind: 'skipped', program: 'cp' }, '– Writing /u/a.socket  → cp is not installed'],
  'not-active': [{ kind: 'not-active', state: FAILED }, '✗ Writing /u/a.socket  → failed (resources)'],
  'service-active': [{ kind: 'service-active', service: 'a.service' }, '✗ Writing /u/a.socket  → a.service runs'],
  'left-alone': [{ kind: 'left-alone' }, '– Writing /u/a.socket  → somebody else has changed it meanwhile'],
  timeout: [
    { kind: 'timeout', ran: RAN, milliseconds: 9 },
    '✗ Writing /u/a.socket  → No answer from web1 in time.\n    it said',
  ],
  cancelled: [{ kind: 'cancelled' }, '■ Writing /u/a.socket  → Cancelled.'],
  denied: [{ kind: 'denied', detail: 'no' }, '✗ Writing /u/a.socket  → Permission to change units of web1 was denied.'],
  refused: [
    { kind: 'refused', what: '/u/a.socket', why: 'special-mode' },
    '✗ Writing /u/a.socket  → "/u/a.socket" has a set-user-ID, set-group-ID or sticky bit, which new content must not get.',
  ],
  unavailable: [
    { kind: 'unavailable', reason: 'other', detail: 'odd' },
    '✗ Writing /u/a.socket  → It failed on web1: odd',
  ],
};

it.each(Object.values(STATUS))('a step that ended as %j says how in words', (outcome, line) => {
  const step = { name: 'write', argv: undefined, path: '/u/a.socket', outcome } as const;
  const evidence = {
    ...NOTHING_GATHERED,
    during: 'write',
    outcome,
    unit: 'a.socket',
    manager: 'user',
    place: 'web1',
  } as const;
  const explanation = { code: 'x', cause: 'Cause.', next: 'Next.', remedies: [] };
  expect(detailsText(explanation, evidence, [step], [], english)).toContain(`\n${line}\n`);
});
