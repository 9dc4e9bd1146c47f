import { expect, it } from 'vitest';
import type { Ran } from '../manager/outcome.ts';
import { doneOrWhyNot, isGood, isSettled, ranOrWhyNot, type StepOutcome } from './step.ts';

const CANCELLED = { kind: 'cancelled' } as const;

it.each<[StepOutcome, boolean, boolean]>([
  [{ kind: 'ok', ran: undefined }, true, true],
  [{ kind: 'skipped', program: 'systemd-analyze' }, true, true],
  [{ kind: 'left-alone' }, false, true],
  [{ kind: 'service-active', service: 'a.service' }, false, false],
  [CANCELLED, false, false],
])('%j is good: %s, and settled: %s', (outcome, good, settled) => {
  expect([isGood(outcome), isSettled(outcome)]).toEqual([good, settled]);
});

it('makes an outcome of what was done or run', () => {
  const ran = { argv: [], code: 0 } as unknown as Ran;
  expect(doneOrWhyNot({ kind: 'ok', value: undefined })).toStrictEqual({ kind: 'ok', ran: undefined });
  expect(ranOrWhyNot({ kind: 'ok', value: ran })).toEqual({ kind: 'ok', ran });
  for (const made of [doneOrWhyNot, ranOrWhyNot]) expect(made(CANCELLED)).toBe(CANCELLED);
});
