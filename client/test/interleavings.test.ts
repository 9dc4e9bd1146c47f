import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordDeployment, recordEnabled } from '../src/deploy/deployed.ts';
import type { Guard } from '../src/deploy/guard.ts';
import { createGuards, type Guards } from '../src/deploy/guards.ts';
import { nothingToUndo, type Undo } from '../src/deploy/put-back.ts';
import { recover } from '../src/deploy/recovery.ts';
import { type RunReport, runPlan } from '../src/deploy/run-plan.ts';
import type { Ended } from '../src/deploy/supervise.ts';
import { prepareRemoval, undeploy } from '../src/deploy/undeploy.ts';
import { undoForDead } from '../src/deploy/undo-for-dead.ts';
import {
  DROP_IN,
  differences,
  NEW,
  prepared,
  SERVICE,
  UNITS,
  unsuccessful,
  withOldVersion,
} from '../src/deploy/worlds-for-tests.ts';
import { ok } from '../src/manager/outcome.ts';
import { type Entry, sameEntry, type Target } from '../src/manager/target.ts';
import { connectionLost, fails, failsAfterwards, meanwhile } from '../src/manager/targets/in-memory/faults.ts';
import { type Fault, fileOf, type MachineInMemory } from '../src/manager/targets/in-memory/target.ts';

// What two things that happen at any two steps do to each other. Whatever it is: nobody else's bytes are lost; a run is done, or put back,
// or what it left is on record and comes back later; and it says that it is done only where it is.

const PATHS = ['a.socket', 'a@.service', 'a.socket.d/10.conf'].map((name) => `${UNITS}/${name}`);
const INSTALLED = new Map(PATHS.map((path, index) => [path, [NEW, SERVICE, DROP_IN][index]!]));
const THEIRS: Entry = fileOf('[Unit]\n# theirs\n[Install]\nWantedBy=sockets.target\n', 0o640);

/** A record in memory that outlives its runs, as a file does. */
function lastingGuard(): Guard & { left: Undo | undefined } {
  const guard = {
    left: undefined as Undo | undefined,
    hold: async () => ok(structuredClone(guard.left)),
    update: async (undo: Undo) => {
      guard.left = structuredClone(undo);
      return ok(undefined);
    },
    release: async (left?: Undo) => {
      guard.left = structuredClone(left);
      return ok(undefined);
    },
  };
  return guard;
}

type Go = (guard: Guard) => Promise<Ended>;

/** What changes a machine, prepared up to the agreement, and how it is once that is done. */
const JOURNEYS: Readonly<
  Record<string, (machine: MachineInMemory) => Promise<{ go: Go; wanted: (path: string) => Entry }>>
> = {
  activating: async (machine) => {
    const deployment = await prepared(machine);
    const go: Go = (guard) => runPlan(deployment, { guard, start: true });
    return { go, wanted: (path) => fileOf(INSTALLED.get(path)!) };
  },
  undeploying: async (machine) => {
    const before = new Map(PATHS.map((path) => [path, machine.files.read(path)]));
    const deployment = await prepared(machine);
    const { folders } = await runPlan(deployment, { start: true });
    machine.systemd.run(['systemctl', 'enable', '--', 'a.socket']);
    const deployed = recordEnabled(recordDeployment(undefined, deployment, folders, 1), true);
    const removal = await prepareRemoval(machine.target, deployed);
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    return { go: (guard) => undeploy(machine.target, removal.value, { guard }), wanted: (path) => before.get(path)! };
  },
};

const FAULTS: Readonly<Record<string, (nth: number) => Fault | readonly Fault[]>> = {
  nothing: () => [],
  'a failure': fails,
  'a failure of something that is done': failsAfterwards,
  'the connection lost before it': (nth) => connectionLost(nth, 'instead'),
  'the connection lost after it': (nth) => connectionLost(nth, 'after'),
};

/** Several faults, of which each strikes where it would alone. */
function both(change: Fault, fault: readonly Fault[]): readonly Fault[] {
  return [
    ...fault.map(
      (one): Fault => ({
        ...one,
        strikes: (operation, nth) => one.strikes(operation, nth),
        meanwhile: (machine) => {
          one.meanwhile?.(machine);
        },
      }),
    ),
    change,
  ];
}

describe.each(Object.entries(JOURNEYS))('%s', (_, prepare) => {
  const run = async (...faults: readonly (Fault | readonly Fault[])[]) => {
    const machine = withOldVersion();
    const { go, wanted } = await prepare(machine);
    const [before, guard, earlier] = [machine.picture(), lastingGuard(), machine.operations.length];
    machine.break(...faults);
    const report = await go(guard);
    machine.break();
    return { machine, before, guard, report, wanted, count: machine.operations.length - earlier };
  };

  it.each(Object.entries(FAULTS))(
    'somebody changes a file at any step, and %s strikes at any step',
    async (name, fault) => {
      const { count } = await run();
      for (const path of PATHS) {
        for (let change = 1; change <= count; change++) {
          for (let nth = 1; nth <= (name === 'nothing' ? 1 : count); nth++) {
            const label = `${path} changed at ${change}, struck at ${nth}`;
            let changed = false;
            const act = ({ files }: MachineInMemory) => {
              changed = true;
              files.write(path, THEIRS);
            };
            // At one step both happen: somebody changes the file before the operation fails.
            const struck = [fault(nth)].flat();
            const faults =
              change === nth && struck.length > 0
                ? struck.map((one) => (one.strikes({} as never, nth) ? { ...one, meanwhile: act } : one))
                : both(
                    meanwhile(change, act),
                    struck.map((one) => ({
                      ...one,
                      strikes: (operation, at) => at !== change && one.strikes(operation, at),
                    })),
                  );
            const { machine, before, guard, report, wanted } = await run(...faults);
            if (changed) expect(sameEntry(machine.files.read(path), THEIRS), label).toBe(true);
            const others = changed ? PATHS.filter((other) => other !== path) : PATHS;
            if (report.result === 'done') {
              for (const other of others)
                expect(sameEntry(machine.files.read(other), wanted(other)), `${label}: ${other}`).toBe(true);
              expect(guard.left, label).toBeUndefined();
              continue;
            }
            const isBack = unsuccessful(report.putBack).every(({ outcome }) => outcome.kind === 'left-alone');
            expect(guard.left === undefined, label).toBe(isBack);
            if (guard.left !== undefined)
              await recover({ run: '1', target: 'user', undo: guard.left }, machine.target, () => guard);
            expect(guard.left, label).toBeUndefined();
            const differs = differences(before, machine.picture()).filter((other) => others.includes(other));
            expect(differs, label).toEqual([]);
            if (changed) expect(sameEntry(machine.files.read(path), THEIRS), label).toBe(true);
          }
        }
      }
    },
  );
});

it('a run that could not be put back, at any step, and the next one, struck at any step', async () => {
  const count = await steps(withOldVersion());
  for (let first = 1; first <= count; first++) {
    for (let second = 0; second <= count + 5; second++) {
      const label = `first struck at ${first}, second at ${second}`;
      const [machine, guard] = [withOldVersion(), lastingGuard()];
      const before = machine.picture();
      const one = await prepared(machine);
      machine.break(connectionLost(first, 'after'));
      await runPlan(one, { guard, start: true });
      machine.break();
      const two = await prepared(machine);
      machine.break(...(second === 0 ? [] : [failsAfterwards(second)]));
      const { result } = await runPlan(two, { guard, start: true });
      machine.break();
      if (guard.left !== undefined) {
        expect(result, label).not.toBe('done');
        await recover({ run: '1', target: 'user', undo: guard.left }, machine.target, () => guard);
      }
      expect(guard.left, label).toBeUndefined();
      if (result === 'done') expectInstalled(machine, label);
      else expect(differences(before, machine.picture()), label).toEqual([]);
    }
  }
});

describe('over files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'interleavings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const window = (told: string[] = []): Guards =>
    createGuards(folder, () => ({
      guard: async (record) => {
        told.push(record);
        return { kind: 'missing', program: 'node' };
      },
      release: async () => ok(undefined),
    }));
  const activate = async (machine: MachineInMemory, target: Target, guards: Guards): Promise<RunReport> => {
    const deployment = await prepared(machine);
    return runPlan({ ...deployment, target }, { guard: guards.for(target, 'a.socket'), start: true });
  };

  it('another window deploys the unit at any step of a run: it does nothing, and says why', async () => {
    const count = await steps(withOldVersion());
    let refused = 0;
    for (let nth = 1; nth <= count; nth++) {
      const machine = withOldVersion();
      let other: RunReport | undefined;
      const target = atStep(machine.target, nth, async () => {
        other = await runPlan(await prepared(machine), {
          guard: window().for(machine.target, 'a.socket'),
          start: true,
        });
      });
      const report = await activate(machine, target, window());
      // Before the run has begun the other one goes first, and then there is something to see that was not agreed to.
      if (other?.result === 'done') expect(report.result, `at ${nth}`).toBe('failed');
      else {
        refused += 1;
        expect(report.result, `at ${nth}`).toBe('done');
        expect(other?.steps.at(-1)?.outcome, `at ${nth}`).toMatchObject({ kind: 'refused', why: 'busy' });
      }
      expectInstalled(machine, `at ${nth}`);
      expect(readdirSync(folder), `at ${nth}`).toEqual([]);
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('two windows begin at once: one deploys, the other does nothing', async () => {
    for (let round = 0; round < 10; round++) {
      const machine = withOldVersion();
      const reports = await Promise.all(
        [window(), window()].map((guards) => activate(machine, machine.target, guards)),
      );
      expect(reports.filter(({ result }) => result === 'done').length).toBe(1);
      expectInstalled(machine, `${round}`);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it.each<[string, number | undefined]>([
    ['that is done', undefined],
    ['that fails', 1],
  ])('the guard of an earlier run fires at any step of a run %s: it changes nothing', async (_, failing) => {
    const count = await steps(withOldVersion());
    for (let nth = 1; nth <= count; nth++) {
      const machine = withOldVersion();
      const told: string[] = [];
      // The first run fails and is put back but for its last operation, so that its record stays.
      machine.break(connectionLost(count - 2, 'after'));
      await activate(machine, machine.target, window(told));
      machine.break();
      const record = told.at(-1)!;
      const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.json'))!);
      const target = atStep(machine.target, nth, async () => {
        const before = machine.picture();
        await undoForDead(record, path, () => machine.target);
        expect(differences(before, machine.picture()), `at ${nth}`).toEqual([]);
      });
      if (failing !== undefined)
        machine.break({
          strikes: ({ argv }, at) => at > nth && argv.includes('restart'),
          told: { when: 'instead', failure: () => ({ kind: 'cancelled' }) },
        });
      const { result } = await activate(machine, target, window());
      machine.break();
      if (result === 'done') expectInstalled(machine, `at ${nth}`);
      for (const left of (await window().leftBehind()).records) await recover(left, machine.target, window().for);
      if (result !== 'done')
        expect(differences(withOldVersion().picture(), machine.picture()), `at ${nth}`).toEqual([]);
      expect(readdirSync(folder), `at ${nth}`).toEqual([]);
    }
  });

  it.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path, { force: true })],
    ['made unreadable', (path) => writeFileSync(path, '{"version":2,"run"')],
    [
      'replaced by one of another run',
      (path) =>
        writeFileSync(path, JSON.stringify({ version: 2, run: 'x', target: 'user', undo: nothingToUndo('a.socket') })),
    ],
  ])('the record or the lock is %s at any step: the run is done or put back all the same', async (_, spoil) => {
    const count = await steps(withOldVersion());
    for (const ending of ['.json', '.lock']) {
      for (let nth = 1; nth <= count; nth++) {
        for (const failing of [undefined, count - 1]) {
          const label = `${ending} at ${nth}, failing at ${failing}`;
          const machine = withOldVersion();
          const before = machine.picture();
          const target = atStep(machine.target, nth, async () => {
            for (const name of readdirSync(folder)) if (name.endsWith(ending)) spoil(join(folder, name));
          });
          machine.break(...(failing === undefined ? [] : [failsAfterwards(failing)]));
          const { result } = await activate(machine, target, window());
          machine.break();
          if (result === 'done') expectInstalled(machine, label);
          else expect(differences(before, machine.picture()), label).toEqual([]);
          expect((await window().leftBehind()).records, label).toEqual([]);
          for (const name of readdirSync(folder)) rmSync(join(folder, name));
        }
      }
    }
  });
});

/** How many operations activating takes on a machine. */
async function steps(machine: MachineInMemory): Promise<number> {
  const deployment = await prepared(machine);
  const earlier = machine.operations.length;
  await runPlan(deployment, { start: true });
  return machine.operations.length - earlier;
}

/** The target, with something that happens before one of its operations, counted from 1, and that it waits for. */
function atStep(target: Target, nth: number, act: () => Promise<void>): Target {
  let count = 0;
  const after =
    <A extends unknown[], R>(operation: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      count += 1;
      if (count === nth) await act();
      return operation(...args);
    };
  const { acquire, run, read, write, removeFolder, resolve, unitDirectory } = target;
  return {
    ...target,
    acquire: after(acquire),
    run: after(run),
    read: after(read),
    write: after(write),
    removeFolder: after(removeFolder),
    resolve: after(resolve),
    unitDirectory: after(unitDirectory),
  };
}

function expectInstalled(machine: MachineInMemory, label: string): void {
  for (const [path, text] of INSTALLED)
    expect(sameEntry(machine.files.read(path), fileOf(text)), `${label}: ${path}`).toBe(true);
  expect(machine.systemd.unit('a.socket'), label).toMatchObject({ active: 'active', open: ['[::]:9002'] });
}
