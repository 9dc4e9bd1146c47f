import { describe, expect, it } from 'vitest';
import { ok } from '../manager/outcome.ts';
import {
  connectionLost,
  diskFull,
  type Fault,
  fails,
  failsAfterwards,
  meanwhile,
  readOnly,
} from '../manager/targets/in-memory/faults.ts';
import type { MachineInMemory, Picture } from '../manager/targets/in-memory/target.ts';
import { type Guard, readInterrupted, writeInterrupted } from './guard.ts';
import { putBack } from './put-back.ts';
import { type RunOptions, type RunReport, runPlan } from './run-plan.ts';
import { isGood } from './step.ts';
import { concealed, DROP_IN, NEW, prepared, SERVICE, UNITS, WORLDS } from './worlds-for-tests.ts';

type Faults = readonly (Fault | readonly Fault[])[];

describe.each(WORLDS)('where %s', (_, makeMachine) => {
  it('installs what was agreed on, and starts it', async () => {
    const { machine, report, guard } = await run(makeMachine);
    expectDone(machine, report);
    expect(report.steps.map(({ outcome }) => outcome.kind)).toEqual(report.steps.map(() => 'ok'));
    expect(guard.released).toBe(true);
  });

  it('puts everything back, whichever step fails', async () => {
    await atEveryStep(makeMachine, (nth) => [fails(nth)], everythingIsBack);
  });

  it('puts everything back when a step is done but seems to have failed', async () => {
    await atEveryStep(makeMachine, (nth) => [failsAfterwards(nth)], everythingIsBack);
  });

  it('puts everything back when the folder cannot be written to for a step', async () => {
    await atEveryStep(makeMachine, (nth) => [readOnly(UNITS, nth, nth + 1)], everythingIsBack);
  });

  it('puts back what it can and tells the rest when the disk is full from some step on', async () => {
    await atEveryStep(makeMachine, (nth) => [diskFull(nth)]);
  });

  it('tells what is not put back when the folder becomes read-only for good', async () => {
    await atEveryStep(makeMachine, (nth) => [readOnly(UNITS, nth)]);
  });

  it.each(['instead', 'after'] as const)('tells what is not put back when the connection is lost, %s', async (when) => {
    await atEveryStep(makeMachine, (nth) => [connectionLost(nth, when)]);
  });

  it('puts everything back when it is cancelled at any step', async () => {
    let cancelled = 0;
    const count = await countOperations(makeMachine);
    for (let nth = 1; nth <= count; nth++) {
      const abort = new AbortController();
      const ran = await run(makeMachine, { signal: abort.signal }, [meanwhile(nth, () => abort.abort())]);
      if (ran.report.result === 'done') continue;
      cancelled += 1;
      expect(ran.report.result, `cancelled at ${nth}`).toBe('cancelled');
      everythingIsBack(ran, `cancelled at ${nth}`);
    }
    expect(cancelled).toBeGreaterThan(5);
  });

  it('goes on putting back whatever fails on the way, and tells what did not come back', async () => {
    const forward = await countOperations(makeMachine);
    for (let first = 1; first <= forward; first++) {
      const whole = await run(makeMachine, {}, [failsAfterwards(first)]);
      for (let nth = first + 1; nth <= whole.count; nth++) {
        const ran = await run(makeMachine, {}, [failsAfterwards(first), fails(nth)]);
        expectHonest(ran, `${first}, ${nth}`);
        // One failure costs one step at most.
        expect(ran.report.putBack.filter(({ outcome }) => !isGood(outcome)).length).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each(['before', 'after'] as const)('can be put back from the record when it dies %s any step', async (when) => {
    const die = () => {
      throw new Error('killed');
    };
    const count = await countOperations(makeMachine);
    for (let nth = 1; nth <= count; nth++) {
      const machine = makeMachine();
      const [before, deployment, guard] = [machine.picture(), await prepared(machine), recordingGuard()];
      const at = (_: unknown, count: number) => count === nth;
      machine.break(
        when === 'before' ? { strikes: at, meanwhile: die } : { strikes: at, told: { when, failure: die } },
      );
      await expect(runPlan(deployment, { start: true, guard })).rejects.toThrow('killed');
      machine.break();
      const record = readInterrupted(guard.record);
      const steps = record === undefined ? [] : await putBack(machine.target, record.undo);
      expect(steps.filter(({ outcome }) => !isGood(outcome))).toEqual([]);
      expect(machine.picture(), `died ${when} ${nth}`).toEqual(before);
    }
  });
});

interface Ran {
  readonly machine: MachineInMemory;
  readonly before: Picture;
  readonly report: RunReport;
  readonly guard: ReturnType<typeof recordingGuard>;
  /** How many operations it took, with those that put back. */
  readonly count: number;
}

async function run(
  makeMachine: () => MachineInMemory,
  options: Partial<RunOptions> = {},
  faults: Faults = [],
): Promise<Ran> {
  const machine = makeMachine();
  const before = machine.picture();
  const [deployment, guard] = [await prepared(machine), recordingGuard()];
  const earlier = machine.operations.length;
  machine.break(...faults);
  const report = await runPlan(deployment, { start: true, guard, ...options });
  return { machine, before, report, guard, count: machine.operations.length - earlier };
}

async function countOperations(makeMachine: () => MachineInMemory): Promise<number> {
  return (await run(makeMachine)).count;
}

/** Deploys anew for each operation, with the faults that belong to it. */
async function atEveryStep(
  makeMachine: () => MachineInMemory,
  faults: (nth: number) => Faults,
  expected: (ran: Ran, label: string) => void = expectHonest,
): Promise<void> {
  const count = await countOperations(makeMachine);
  let failed = 0;
  for (let nth = 1; nth <= count; nth++) {
    const ran = await run(makeMachine, {}, faults(nth));
    expected(ran, `at ${nth}`);
    failed += ran.report.result === 'failed' ? 1 : 0;
  }
  expect(failed).toBeGreaterThan(0);
}

function expectDone(machine: MachineInMemory, report: RunReport): void {
  expect(report).toMatchObject({ result: 'done', putBack: [], state: { active: 'active', needsReload: false } });
  const texts = ['a.socket', 'a@.service', 'a.socket.d/10.conf'].map((name) => machine.files.read(`${UNITS}/${name}`));
  expect(texts.map((entry) => entry.kind === 'file' && new TextDecoder().decode(entry.bytes))).toEqual([
    NEW,
    SERVICE,
    DROP_IN,
  ]);
  expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9002'] });
}

/** Files with bytes, modes, owners and times, folders, and what the manager makes of its units. */
function everythingIsBack({ machine, before, report, guard }: Ran, label: string): void {
  if (report.result === 'done') {
    expectDone(machine, report);
    return;
  }
  expect(machine.picture(), label).toEqual(before);
  expect(
    report.putBack.filter(({ outcome }) => !isGood(outcome)),
    label,
  ).toEqual([]);
  expect(guard.released, label).toBe(true);
}

/** Nothing is different that is not told, and what is left to do stays on record. */
function expectHonest({ machine, before, report, guard }: Ran, label: string): void {
  if (report.result === 'done') {
    expectDone(machine, report);
    return;
  }
  expect(concealed(before, machine.picture(), report.putBack), label).toEqual([]);
  const left = report.putBack.some(({ outcome }) => !isGood(outcome));
  expect(guard.released, label).toBe(!left);
}

function recordingGuard(): Guard & { readonly record: string; readonly released: boolean } {
  let [record, released] = ['', false];
  return {
    update: async (undo) => {
      record = writeInterrupted({ target: 'user', pid: 1, undo });
      return ok(undefined);
    },
    release: async () => {
      released = true;
    },
    get record() {
      return record;
    },
    get released() {
      return released;
    },
  };
}
