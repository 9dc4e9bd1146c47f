import { describe, expect, it } from 'vitest';
import { type Outcome, ok } from '../manager/outcome.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Guard } from './guard.ts';
import { nothingToUndo, type Undo } from './put-back.ts';
import { runPlan } from './run-plan.ts';
import { type Run, supervise } from './supervise.ts';
import { differences, prepared, UNITS, withOldVersion } from './worlds-for-tests.ts';

const SOCKET = `${UNITS}/a.socket`;
const OTHER = `${UNITS}/b.socket`;
const UNIT = { unit: 'a.socket', paths: [SOCKET] };

/** A guard whose record outlives its runs, as a file does. */
function lastingGuard(): Guard & { left: Undo | undefined; log: string[] } {
  const guard = {
    left: undefined as Undo | undefined,
    log: [] as string[],
    hold: async (): Promise<Outcome<Undo | undefined>> => {
      guard.log.push('hold');
      return ok(structuredClone(guard.left));
    },
    update: async (undo: Undo) => {
      guard.log.push('update');
      guard.left = structuredClone(undo);
      return ok(undefined);
    },
    release: async (left?: Undo) => {
      guard.log.push('release');
      guard.left = left;
      return ok(undefined);
    },
  };
  return guard;
}

describe('a run', () => {
  it('does nothing while another one holds the unit', async () => {
    const busy = { kind: 'refused', what: 'a.socket', why: 'busy' } as const;
    const guard: Guard = { hold: async () => busy, update: fail, release: fail };
    const steps = [{ name: 'look', argv: undefined, path: undefined, outcome: busy }];
    expect(await supervise(machineInMemory().target, UNIT, { guard }, fail)).toEqual({
      result: 'failed',
      steps,
      putBack: [],
    });
  });

  it('has its guard know of each change before it is made', async () => {
    const [machine, guard] = [machineInMemory(), lastingGuard()];
    const work = async ({ write }: Run) => {
      const written = await write(SOCKET, { kind: 'absent' }, fileOf('1'));
      expect(guard.left?.kept).toEqual([{ path: SOCKET, before: { kind: 'absent' }, after: fileOf('1') }]);
      return written;
    };
    const late = machine.target.write;
    const target = {
      ...machine.target,
      write: async (...given: Parameters<typeof late>) => {
        expect(guard.log).toEqual(['hold', 'update']);
        return late(...given);
      },
    };
    expect(await supervise(target, UNIT, { guard }, work)).toMatchObject({ result: 'done' });
    expect([guard.left, guard.log.at(-1)]).toEqual([undefined, 'release']);
  });

  it('has nothing to put back before its first change', async () => {
    const [machine, guard] = [machineInMemory(), lastingGuard()];
    const work = async ({ note }: Run) => note('look', {}, { kind: 'cancelled' });
    expect(await supervise(machine.target, UNIT, { guard }, work)).toMatchObject({ result: 'cancelled', putBack: [] });
    expect([machine.operations, guard.log]).toEqual([[], ['hold', 'release']]);
  });

  it('writes nothing that its guard cannot keep on record, and is over then', async () => {
    const machine = machineInMemory();
    const full = { kind: 'file', operation: 'write', path: '/records/1', code: 'ENOSPC' } as const;
    const guard: Guard = { ...lastingGuard(), update: async () => full };
    const answers: boolean[] = [];
    const work = async ({ write }: Run) => {
      answers.push(await write(SOCKET, { kind: 'absent' }, fileOf('1')));
      return false;
    };
    const report = await supervise(machine.target, UNIT, { guard }, work);
    expect(answers).toEqual([false]);
    expect(report).toMatchObject({ result: 'failed', steps: [{ name: 'keep', outcome: full }] });
    expect(machine.files.read(SOCKET)).toEqual({ kind: 'absent' });
  });

  it('has failed where its work says so, without any step', async () => {
    const report = await supervise(machineInMemory().target, UNIT, {}, async () => false);
    expect(report).toEqual({ result: 'failed', steps: [], putBack: [] });
  });

  it('does without a program only where that checks something', async () => {
    const missing = { kind: 'missing', program: 'x' } as const;
    const target = { ...machineInMemory().target, run: async () => missing };
    const answers: boolean[] = [];
    const work = async ({ command }: Run) => {
      answers.push(await command('verify', ['x']), await command('reload', ['x']));
      return false;
    };
    const { steps } = await supervise(target, UNIT, {}, work);
    expect(answers).toEqual([true, false]);
    expect(steps.map(({ outcome }) => outcome)).toEqual([{ kind: 'skipped', program: 'x' }, missing]);
  });

  it('tells that it waits for a password, which has no path or command to show', async () => {
    const { target } = machineInMemory({ manager: 'system', elevation: 'sudo' });
    const told: unknown[] = [];
    const onStep = (...given: unknown[]) => told.push(given);
    await supervise(target, UNIT, { onStep }, ({ acquire }) => acquire({ files: [SOCKET], units: [] }));
    expect(told).toEqual([['acquire', '']]);
  });

  it.each([
    ['done', async ({ write }: Run): Promise<boolean> => write(SOCKET, { kind: 'absent' }, fileOf('1'))],
    [
      'failed',
      async ({ write }: Run): Promise<boolean> => (await write(SOCKET, { kind: 'absent' }, fileOf('1'))) && false,
    ],
    ['failed', async (): Promise<boolean> => false],
  ] as const)('tells that its record could not be removed where it is %s', async (result, work) => {
    const full = { kind: 'file', operation: 'write', path: '/records/1', code: 'EROFS' } as const;
    const guard: Guard = { ...lastingGuard(), release: async () => full };
    expect(await supervise(machineInMemory().target, UNIT, { guard }, work)).toMatchObject({
      result,
      unreleased: full,
    });
  });

  it('needs no guard', async () => {
    const machine = machineInMemory();
    const work = ({ write }: Run) => write(SOCKET, { kind: 'absent' }, fileOf('1'));
    expect(await supervise(machine.target, UNIT, {}, work)).toMatchObject({ result: 'done' });
  });
});

describe('what an earlier run could not put back', () => {
  /** A deployment that failed at its restart, and of which the socket could then not be written any more. */
  const halfUndone = async (): Promise<{
    machine: MachineInMemory;
    guard: ReturnType<typeof lastingGuard>;
    before: MachineInMemory;
  }> => {
    const [machine, guard] = [withOldVersion(), lastingGuard()];
    let restarted = false;
    machine.break(
      {
        strikes: ({ argv }) => argv.includes('restart') && !restarted,
        meanwhile: () => (restarted = true),
        told: fails(0).told!,
      },
      { strikes: ({ kind, path }) => kind === 'write' && path === SOCKET && restarted, told: fails(0).told! },
    );
    const report = await runPlan(await prepared(machine), { start: true, guard });
    expect(report.putBack.map(({ path, outcome }) => [path, outcome.kind])).toContainEqual([SOCKET, 'file']);
    expect(guard.left?.kept).toHaveLength(3);
    machine.break();
    return { machine, guard, before: withOldVersion() };
  };

  it('is put back by the next run that fails as well', async () => {
    const { machine, guard, before } = await halfUndone();
    const deployment = await prepared(machine);
    machine.break({ strikes: ({ argv }, nth) => argv.includes('restart') && nth < 20, told: fails(0).told! });
    const report = await runPlan(deployment, { start: true, guard });
    expect(report.result).toBe('failed');
    expect(guard.left).toBeUndefined();
    expect(differences(before.picture(), machine.picture())).toEqual([]);
  });

  it('is settled by the next run that does its work', async () => {
    const { machine, guard } = await halfUndone();
    expect(await runPlan(await prepared(machine), { start: true, guard })).toMatchObject({ result: 'done' });
    expect(guard.left).toBeUndefined();
    expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9002'] });
  });

  it('is settled also where the next run finds every file as it wants it', async () => {
    const [machine, guard] = [withOldVersion(), lastingGuard()];
    await runPlan(await prepared(machine), { start: true });
    guard.left = {
      ...nothingToUndo('a.socket'),
      kept: [{ path: SOCKET, before: fileOf('old'), after: machine.files.read(SOCKET) }],
    };
    expect(await runPlan(await prepared(machine), { start: true, guard })).toMatchObject({ result: 'done' });
    expect(guard.left).toBeUndefined();
  });

  it('stays on record where the next run does not get to its first change', async () => {
    const { machine, guard } = await halfUndone();
    const left = structuredClone(guard.left);
    const deployment = await prepared(machine);
    machine.break(fails(2));
    expect(await runPlan(deployment, { start: true, guard })).toMatchObject({ result: 'failed', putBack: [] });
    expect(guard.left).toEqual(left);
  });

  it('stays on record where it is about a file that the unit does not have any more', async () => {
    const [machine, guard] = [machineInMemory(), lastingGuard()];
    const kept = [SOCKET, OTHER].map((path) => ({ path, before: fileOf('old'), after: fileOf('new') }));
    guard.left = { ...nothingToUndo('a.socket'), kept, folders: ['/x'], restarted: true };
    const work = async ({ write, tookOver }: Run) =>
      tookOver &&
      (await write(SOCKET, { kind: 'absent' }, fileOf('1'))) &&
      (await write('/opt/program', { kind: 'absent' }, fileOf('2')));
    expect(await supervise(machine.target, UNIT, { guard }, work)).toMatchObject({ result: 'done' });
    expect(guard.left).toEqual({ ...nothingToUndo('a.socket'), kept: kept.slice(1), folders: ['/x'] });
  });

  it('is what decides whether the unit was active', async () => {
    const [machine, guard] = [withOldVersion(), lastingGuard()];
    machine.systemd.run(['systemctl', 'stop', '--', 'a.socket']);
    guard.left = { ...nothingToUndo('a.socket'), wasActive: true };
    const deployment = await prepared(machine);
    machine.break({ strikes: ({ argv }, nth) => argv.includes('restart') && nth < 20, told: fails(0).told! });
    expect(await runPlan(deployment, { start: true, guard })).toMatchObject({ result: 'failed' });
    expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9001'] });
  });
});

async function fail(): Promise<never> {
  throw new Error('not to be done');
}
