import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { english } from '../l10n.ts';
import type { Entry } from '../manager/target.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { prepareDeployment } from './deployment.ts';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { type DeploymentQuestion, deploymentQuestion } from './question.ts';
import { runPlan } from './run-plan.ts';
import { asPlanned } from './source.ts';
import { type Copy, copiesIn, surroundingsOf } from './surroundings.ts';
import { UNITS } from './worlds-for-tests.ts';

// What a package has installed is never written to: it is started as it is, or changed with a drop-in.

const TEXT = '[Socket]\nListenStream=9001\nAccept=yes\n';
const VENDOR = { user: '/usr/lib/systemd/user/a.socket', system: '/usr/lib/systemd/system/a.socket' };
const PACKAGED = { unit: 'a.socket', path: VENDOR.user, manager: 'user' } as const;
/** Opened where its package has put it. */
const IN_PLACE = planOf({ packaged: [PACKAGED] });

interface Asked {
  readonly question: DeploymentQuestion;
  readonly copies: readonly Copy[];
}

async function ask(machine: MachineInMemory, plan: Plan): Promise<Asked> {
  const deployment = await prepareDeployment(machine.target, plan, asPlanned);
  if (deployment.kind !== 'ok') throw new Error(deployment.kind);
  const around = await surroundingsOf(deployment.value, undefined);
  const question = deploymentQuestion(deployment.value, true, english, around);
  return { question, copies: copiesIn(deployment.value, around) };
}

/** Activates with a yes, and gives the files that have changed. */
async function activated(machine: MachineInMemory, plan: Plan): Promise<readonly string[]> {
  const before = machine.picture();
  const { question } = await ask(machine, plan);
  const agreed = question.agreed('Activate');
  expect(await runPlan(agreed!, { start: true })).toMatchObject({ result: 'done' });
  const after = machine.picture();
  return Object.keys(after).filter((name) => name.startsWith('/') && before[name] !== after[name]);
}

it.each(['user', 'system'] as const)(
  'one of the %s manager is started in place, and nothing is copied',
  async (manager) => {
    const machine = machineInMemory({ manager, directory: UNITS, files: { [VENDOR[manager]]: TEXT } });
    const packaged = { ...PACKAGED, path: VENDOR[manager], manager };
    expect(await activated(machine, planOf({ manager, packaged: [packaged] }))).toEqual([]);
    expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9001'] });
    expect(machine.files.read(`${UNITS}/a.socket`)).toEqual({ kind: 'absent' });
  },
);

it('one in place is told to be started as it is, with a drop-in as the other way', async () => {
  const { question, copies } = await ask(
    machineInMemory({ elevation: 'sudo', files: { [VENDOR.user]: TEXT } }),
    IN_PLACE,
  );
  expect(question.detail).toContain(`Started as it is packaged: ${VENDOR.user}`);
  expect([question.dropIn, copies]).toEqual(['Create Drop-in…', []]);
  expect(question.agreed(question.dropIn)).toBeUndefined();
});

it.each<[string, Partial<Plan>]>([
  ['what it goes with is packaged', { packaged: [{ ...PACKAGED, unit: 'a@.service' }] }],
  ['a file is deployed', { packaged: [PACKAGED], files: [plannedFile('b.service', '[Service]\n')] }],
])('one is not in place where %s', async (_, part) => {
  const { question } = await ask(machineInMemory({ files: { [VENDOR.user]: TEXT } }), planOf(part));
  expect(question.detail).not.toContain('Started as it is packaged');
  expect(question.dropIn).toBeUndefined();
});

it('one in place is named, and not what it goes with', async () => {
  const other = { ...PACKAGED, unit: 'a@.service', path: '/usr/lib/systemd/user/a@.service' };
  const { question } = await ask(
    machineInMemory({ files: { [VENDOR.user]: TEXT } }),
    planOf({ packaged: [other, PACKAGED] }),
  );
  expect(question.detail).toContain(`Started as it is packaged: ${VENDOR.user}\n`);
  expect(question.dropIn).toBe('Create Drop-in…');
});

it('a drop-in is offered instead of a copy that would override a packaged unit', async () => {
  const machine = machineInMemory({ files: { [VENDOR.user]: TEXT } });
  const plan = planOf({ files: [plannedFile('a.socket', TEXT.replace('9001', '9002'))] });
  const { question, copies } = await ask(machine, plan);
  expect(question.detail).toContain(`Overrides the packaged unit: ${VENDOR.user}`);
  expect([question.dropIn, copies]).toEqual([
    'Create Drop-in…',
    [{ source: 'file:///workspace/a.socket', path: VENDOR.user, bytes: new TextEncoder().encode(TEXT) }],
  ]);
});

it.each<[string, Readonly<Record<string, string | Entry>>]>([
  ['nothing is packaged', {}],
  ['the copy is installed already', { [VENDOR.user]: TEXT, [`${UNITS}/a.socket`]: 'old' }],
  ['the unit is masked', { [VENDOR.user]: TEXT, [`${UNITS}/a.socket`]: { kind: 'link', to: '/dev/null' } }],
  ['a package has a link there', { [VENDOR.user]: { kind: 'link', to: 'b.socket' } }],
])('no drop-in is offered where %s', async (_, files) => {
  const plan = planOf({ files: [plannedFile('a.socket', TEXT)] });
  const { question, copies } = await ask(machineInMemory({ files }), plan);
  expect([question.dropIn, copies]).toEqual([undefined, []]);
});

it('the drop-in alone is deployed, and the packaged unit is what it was', async () => {
  const machine = machineInMemory({ files: { [VENDOR.user]: fileOf(TEXT) } });
  const dropIn = 'a.socket.d/override.conf';
  const files = [plannedFile(dropIn, '[Socket]\nListenStream=9002\n', 'a.socket')];
  const folder = `${UNITS}/a.socket.d`;
  expect(await activated(machine, { ...IN_PLACE, files })).toEqual([folder, `${UNITS}/${dropIn}`]);
  expect(machine.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9001', '[::]:9002'] });
});
