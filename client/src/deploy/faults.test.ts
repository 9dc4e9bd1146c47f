import { describe, expect, it } from 'vitest';
import { type Entry, sameEntry } from '../manager/target.ts';
import {
  connectionLost,
  diskFull,
  fails,
  failsAfterwards,
  meanwhile,
  readOnly,
} from '../manager/targets/in-memory/faults.ts';
import { fileOf, type MachineInMemory } from '../manager/targets/in-memory/target.ts';
import { recordDeployment, recordEnabled } from './deployed.ts';
import { readInterrupted } from './guard.ts';
import { putBack } from './put-back.ts';
import { runPlan } from './run-plan.ts';
import { prepareRemoval, undeploy } from './undeploy.ts';
import {
  DROP_IN,
  differences,
  expectAllBack,
  expectBackLater,
  type Faults,
  NEW,
  prepared,
  type Ran,
  recordingGuard,
  SERVICE,
  UNITS,
  unsuccessful,
  WORLDS,
  withOldVersion,
} from './worlds-for-tests.ts';

// Every fault at every operation of everything that changes a target. Whatever happens, the machine is as it was before, or what is
// not is told and stays on record.

const PATHS = ['a.socket', 'a@.service', 'a.socket.d/10.conf'].map((name) => `${UNITS}/${name}`);

/** Something that changes a machine. Everything up to the agreement is done by `prepare`, and what it gives is the rest. */
interface Journey {
  readonly prepare: (machine: MachineInMemory) => Promise<(options: Options) => Promise<Ran['report']>>;
  readonly expectDone: (machine: MachineInMemory, report: Ran['report']) => void;
}

interface Options {
  readonly signal?: AbortSignal;
  readonly guard: Ran['guard'];
}

const JOURNEYS: Readonly<Record<string, Journey>> = {
  activating: {
    prepare: async (machine) => {
      const deployment = await prepared(machine);
      return (options) => runPlan(deployment, { ...options, start: true });
    },
    expectDone: (machine, report) => {
      expectInstalled(machine);
      expect(report).toMatchObject({ state: { active: 'active', needsReload: false } });
      expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9002'] });
    },
  },
  deploying: {
    prepare: async (machine) => {
      const deployment = await prepared(machine);
      return (options) => runPlan(deployment, { ...options, start: false });
    },
    expectDone: expectInstalled,
  },
  undeploying: {
    prepare: async (machine) => {
      const deployment = await prepared(machine);
      const { folders } = await runPlan(deployment, { start: true });
      machine.systemd.run(['systemctl', 'enable', '--', 'a.socket']);
      const deployed = recordEnabled(recordDeployment(undefined, deployment, folders, 1), true);
      const removal = await prepareRemoval(machine.target, deployed);
      if (removal.kind !== 'ok') throw new Error(removal.kind);
      return (options) => undeploy(machine.target, removal.value, options);
    },
    expectDone: (machine) => {
      expect(machine.files.read(`${UNITS}/a.socket.d/10.conf`)).toEqual({ kind: 'absent' });
      expect(machine.systemd.known()).toEqual([]);
      expect([...machine.systemd.enabled]).toEqual([]);
    },
  },
};

describe.each(Object.entries(JOURNEYS))('%s', (name, journey) => {
  // The state before makes a difference to what is put back, and most of all to activating.
  describe.each(name === 'activating' ? WORLDS : WORLDS.slice(1, 2))('where %s', (_, makeMachine) => {
    const { run, atEveryStep } = runner(journey, makeMachine);

    it('does it all where nothing fails', async () => {
      const { machine, report, guard } = await run([]);
      expect(report).toMatchObject({ result: 'done', putBack: [] });
      journey.expectDone(machine, report);
      expect(guard.released).toBe(true);
    });

    it('leaves no trace when any step fails', async () => {
      await atEveryStep((nth) => [fails(nth)], expectAllBack);
    });

    it('leaves no trace when any step is done but seems to have failed', async () => {
      await atEveryStep((nth) => [failsAfterwards(nth)], expectAllBack);
    });

    it('leaves no trace when the folder cannot be written to for a step', async () => {
      await atEveryStep((nth) => [readOnly(UNITS, nth, nth + 1)], expectAllBack);
    });

    it('leaves no trace when it is cancelled', async () => {
      const { count } = await run([]);
      let cancelled = 0;
      for (let nth = 1; nth <= count; nth++) {
        const abort = new AbortController();
        const ran = await run([meanwhile(nth, () => abort.abort())], abort.signal);
        if (ran.report.result === 'done') continue;
        cancelled += 1;
        expect(ran.report.result, `at ${nth}`).toBe('cancelled');
        expectAllBack(ran, `at ${nth}`);
      }
      expect(cancelled).toBeGreaterThan(3);
    });

    it('tells what does not come back when the disk is full from some step on, and gets it back later', async () => {
      await atEveryStep((nth) => [diskFull(nth), fails(nth + 3)], expectBackLater);
    });

    it('tells what does not come back when the folder has become read-only, and gets it back later', async () => {
      await atEveryStep((nth) => [readOnly(UNITS, nth)], expectBackLater);
    });

    it.each(['instead', 'after'] as const)(
      'tells what does not come back when the connection is lost, %s, and gets it back later',
      async (when) => {
        await atEveryStep((nth) => [connectionLost(nth, when)], expectBackLater);
      },
    );

    it.each(['before', 'after'] as const)('can be put back from its record when it dies %s any step', async (when) => {
      const { count } = await run([]);
      for (let nth = 1; nth <= count; nth++) {
        const machine = makeMachine();
        const go = await journey.prepare(machine);
        const [before, guard] = [machine.picture(), recordingGuard()];
        machine.break(dies(nth, when));
        await expect(go({ guard })).rejects.toThrow('killed');
        machine.break();
        const record = readInterrupted(guard.record);
        const steps = record === undefined ? [] : await putBack(machine.target, record.undo);
        expect(unsuccessful(steps), `died ${when} ${nth}`).toEqual([]);
        expect(differences(before, machine.picture()), `died ${when} ${nth}`).toEqual([]);
      }
    });
  });
});

// What takes a run for every pair of operations is done where there is most to put back.
describe.each(Object.entries(JOURNEYS))('%s where an old version listens', (_, journey) => {
  const { run } = runner(journey, withOldVersion);

  it('goes on putting back whatever fails on the way', async () => {
    const { count } = await run([]);
    for (let first = 1; first <= count; first++) {
      const whole = await run([failsAfterwards(first)]);
      if (whole.report.result === 'done') continue;
      for (let nth = first + 1; nth <= whole.count; nth++) {
        const ran = await run([failsAfterwards(first), fails(nth)]);
        await expectBackLater(ran, `${first}, ${nth}`);
        // Only the manager is left alone where not every file is back.
        expect(stepsBack(ran), `${first}, ${nth}`).toEqual(stepsBack(whole));
      }
    }
  });

  it.each<[string, Entry, readonly string[]]>([
    ['has written', fileOf('[Unit]\n# theirs\n', 0o640), PATHS],
    ['has linked', { kind: 'link', to: '/dev/null' }, PATHS.slice(0, 1)],
    ['has removed', { kind: 'absent' }, PATHS],
    ['has made readable', fileOf(NEW, 0o604), PATHS.slice(0, 1)],
  ])('leaves alone what somebody else %s', async (__, theirs, paths) => {
    const { count } = await run([]);
    for (const path of paths) {
      for (let nth = 1; nth < count - 1; nth++) {
        let changed = false;
        const change = meanwhile(nth, ({ files }) => {
          changed = !sameEntry(files.read(path), theirs);
          files.write(path, theirs);
        });
        const { machine, before, report } = await run([change, failsAfterwards(count - 1)]);
        if (!changed) continue;
        expect(report.result).toBe('failed');
        expect(sameEntry(machine.files.read(path), theirs), `${path} at ${nth}`).toBe(true);
        const others = PATHS.filter((other) => other !== path);
        const differs = differences(before, machine.picture()).filter((other) => others.includes(other));
        expect(differs, `${path} at ${nth}`).toEqual([]);
      }
    }
  });
});

/** Runs a journey on machines of one kind. */
function runner(journey: Journey, makeMachine: () => MachineInMemory) {
  const run = async (faults: Faults, signal?: AbortSignal): Promise<Ran> => {
    const machine = makeMachine();
    const go = await journey.prepare(machine);
    const [before, guard, earlier] = [machine.picture(), recordingGuard(), machine.operations.length];
    machine.break(...faults);
    const report = await go({ guard, ...(signal !== undefined && { signal }) });
    machine.break();
    return { machine, before, report, guard, count: machine.operations.length - earlier };
  };
  /** Runs once for each operation, with faults for that one. `judge` judges what did not come to its end. */
  const atEveryStep = async (faults: (nth: number) => Faults, judge: (ran: Ran, label: string) => unknown) => {
    const { count } = await run([]);
    let failed = 0;
    for (let nth = 1; nth <= count; nth++) {
      const ran = await run(faults(nth));
      failed += ran.report.result === 'failed' ? 1 : 0;
      if (ran.report.result === 'done') journey.expectDone(ran.machine, ran.report);
      else await judge(ran, `at ${nth}`);
    }
    expect(failed).toBeGreaterThan(2);
  };
  return { run, atEveryStep };
}

function stepsBack({ report }: Ran): (readonly [name: string, path: string | undefined])[] {
  return report.putBack.filter(({ name }) => name !== 'reload').map(({ name, path }) => [name, path]);
}

/** The process is gone at an operation: before it asks for it, or before it hears how it came out. */
function dies(nth: number, when: 'before' | 'after') {
  const die = () => {
    throw new Error('killed');
  };
  const strikes = (_: unknown, at: number) => at === nth;
  return when === 'before' ? { strikes, meanwhile: die } : { strikes, told: { when, failure: die } };
}

function expectInstalled(machine: MachineInMemory): void {
  const texts = PATHS.map((path) => machine.files.read(path));
  expect(texts.map((entry) => entry.kind === 'file' && new TextDecoder().decode(entry.bytes))).toEqual([
    NEW,
    SERVICE,
    DROP_IN,
  ]);
}
