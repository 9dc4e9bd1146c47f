import { describe, expect, it } from 'vitest';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Deployed } from './deployed.ts';
import { type Deployment, withoutPrograms } from './deployment.ts';
import { runPlan } from './run-plan.ts';
import { asPlanned } from './source.ts';
import { undeploy } from './undeploy.ts';
import { deployWithConsent, type Person, undeployWithConsent } from './with-consent.ts';
import { PLAN, UNITS, withOldVersion } from './worlds-for-tests.ts';

const YES: Person<never> = { trusts: () => true, agree: async (prepared) => prepared };
const UNTOUCHED = (operations: MachineInMemory['operations']) =>
  operations.every(({ kind, privileged }) => ['read', 'resolve', 'unitDirectory'].includes(kind) && !privileged);

describe('a deployment', () => {
  const deploy = (
    machine: MachineInMemory,
    person: Partial<Person<Deployment>> = {},
    { plan = PLAN, save = async () => true, log = [] as string[] } = {},
  ) =>
    deployWithConsent(
      machine.target,
      plan,
      { save, read: asPlanned },
      { ...YES, ...person } as Person<Deployment>,
      (agreed) => {
        log.push('run');
        return runPlan(agreed, { start: true });
      },
    );

  it('is run as it was agreed to', async () => {
    const machine = withOldVersion();
    let shown: Deployment | undefined;
    const agree = async (prepared: Deployment) => {
      expect(UNTOUCHED(machine.operations)).toBe(true);
      shown = prepared;
      return prepared;
    };
    const went = await deploy(machine, { agree });
    expect(went).toMatchObject({ kind: 'ran', report: { result: 'done' } });
    expect(went.kind === 'ran' && went.agreed).toBe(shown);
    expect(machine.systemd.unit('a.socket').open).toEqual(['[::]:9002']);
  });

  it('writes no more than what was agreed to', async () => {
    const machine = machineInMemory();
    const agree = async (prepared: Deployment) => ({ ...withoutPrograms(prepared), items: prepared.items.slice(0, 1) });
    await deploy(machine, { agree });
    expect(machine.operations.filter(({ kind }) => kind === 'write').map(({ path }) => path)).toEqual([
      `${UNITS}/a.socket`,
    ]);
  });

  it.each<[string, Partial<Person<Deployment>>, string]>([
    ['without a yes', { agree: async () => undefined }, 'declined'],
    ['without trust', { trusts: () => false, agree: fail }, 'untrusted'],
    ['where trust was lost while the question was open', trustOnce(), 'untrusted'],
  ])('runs and writes nothing %s', async (_, person, kind) => {
    const machine = withOldVersion();
    const before = machine.picture();
    const log: string[] = [];
    expect(await deploy(machine, person, { log })).toEqual({ kind });
    expect([machine.picture(), log, UNTOUCHED(machine.operations)]).toEqual([before, [], true]);
  });

  it('asks nothing of the machine without trust', async () => {
    const machine = machineInMemory();
    await deploy(machine, { trusts: () => false }, { save: fail });
    expect(machine.operations).toEqual([]);
  });

  it('does not get to the question where something stops it', async () => {
    const blocker = { message: 'No Listen.', stop: true, code: 'x', location: undefined as never };
    const warning = { ...blocker, stop: false };
    const machine = machineInMemory();
    const stopped = await deploy(
      machine,
      { agree: fail },
      { plan: { ...PLAN, blockers: [warning, blocker] }, save: fail },
    );
    expect([stopped, machine.operations]).toEqual([{ kind: 'blocked', blocker }, []]);
    expect(await deploy(machine, { agree: fail }, { save: async () => false })).toEqual({ kind: 'unsaved' });
    machine.break(fails(1));
    expect(await deploy(machine, { agree: fail })).toMatchObject({ kind: 'failed', failure: { kind: 'file' } });
    expect(await deploy(machineInMemory(), {}, { plan: { ...PLAN, blockers: [warning] } })).toMatchObject({
      kind: 'ran',
    });
  });

  it('asks no question where nothing is written and no privileges are needed', async () => {
    const [user, system] = [
      machineInMemory(),
      machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS }),
    ];
    for (const machine of [user, system]) await deploy(machine);
    expect(await deploy(user, { agree: fail })).toMatchObject({ kind: 'ran', report: { result: 'done' } });
    expect(await deploy(system, { agree: async () => undefined })).toEqual({ kind: 'declined' });
  });
});

describe('taking a deployment away', () => {
  const deployed: Deployed = {
    target: 'user',
    unit: 'a.socket',
    service: 'a@.service',
    time: 1,
    files: [{ path: `${UNITS}/a.socket`, wanted: fileOf('[Socket]\n'), before: { kind: 'absent' } }],
    folders: [],
    enabled: false,
  };
  const machine = () => machineInMemory({ files: { [`${UNITS}/a.socket`]: '[Socket]\n' } });
  const take = (from: MachineInMemory, person: Partial<Person<never>>) =>
    undeployWithConsent(from.target, deployed, { ...YES, ...person }, (agreed) => undeploy(from.target, agreed, {}));

  it('is done as it was agreed to', async () => {
    const from = machine();
    expect(await take(from, {})).toMatchObject({ kind: 'ran', agreed: { deployed }, report: { result: 'done' } });
    expect(from.files.read(`${UNITS}/a.socket`)).toEqual({ kind: 'absent' });
  });

  it.each<[string, Partial<Person<never>>, string]>([
    ['without a yes', { agree: async () => undefined }, 'declined'],
    ['without trust', { trusts: () => false, agree: fail }, 'untrusted'],
    ['where trust was lost while the question was open', trustOnce(), 'untrusted'],
  ])('does nothing %s', async (_, person, kind) => {
    const from = machine();
    const before = from.picture();
    expect(await take(from, person)).toEqual({ kind });
    expect([from.picture(), UNTOUCHED(from.operations)]).toEqual([before, true]);
  });

  it('does not get to the question where the files cannot be looked at', async () => {
    const from = machine();
    from.break(fails(1));
    expect(await take(from, { agree: fail })).toMatchObject({ kind: 'failed', failure: { kind: 'file' } });
  });
});

function trustOnce(): Pick<Person<never>, 'trusts'> {
  let asked = 0;
  return { trusts: () => asked++ === 0 };
}

async function fail(): Promise<never> {
  throw new Error('not to be asked');
}
