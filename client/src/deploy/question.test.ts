import { describe, expect, it } from 'vitest';
import { english } from '../l10n.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Deployed } from './deployed.ts';
import { prepareDeployment } from './deployment.ts';
import { LISTENER, plannedFile, type planOf } from './plan-for-tests.ts';
import { commandQuestion, deploymentQuestion, enableQuestion, removalQuestion } from './question.ts';
import { runPlan } from './run-plan.ts';
import { asPlanned } from './source.ts';
import { prepareRemoval, undeploy } from './undeploy.ts';
import { PLAN, UNITS, WORLDS } from './worlds-for-tests.ts';

const HANDLERS = ['/opt/new', '/opt/mode'].map((path) => ({
  file: `file:///workspace${path}`,
  path,
  belowHome: false,
  executed: true,
  unit: 'a@.service',
}));
const WITH_PROGRAMS = { ...PLAN, handlers: HANDLERS };

describe('the question before a deployment', () => {
  it('shows every change, every command and every warning, and cannot be overlooked', async () => {
    const machine = machineInMemory({
      files: {
        [`${UNITS}/a.socket`]: 'old',
        [`${UNITS}/a@.service`]: { kind: 'link', to: '/dev/null' },
        '/opt/mode': fileOf('#!', 0o600),
      },
    });
    const blockers = [{ message: 'Port 1 is taken.', stop: false, code: 'x', location: undefined as never }];
    const question = deploymentQuestion(
      await prepare(machine, { ...WITH_PROGRAMS, listeners: [LISTENER], blockers }),
      true,
      english,
    );
    expect({ ...question, agreed: undefined }).toEqual({
      modal: true,
      message: 'Activate a.socket on the user manager?',
      warns: true,
      mendable: undefined,
      answers: ['Activate Anyway', 'Without the Programs'],
      agreed: undefined,
      detail: [
        '⚠ Port 1 is taken.',
        '',
        'New: a.socket.d/10.conf, /opt/new',
        'Replaced: a.socket, a@.service',
        'Made executable: /opt/mode',
        'Listens on: TCP port 9999',
        '',
        'systemctl --user: units of your own account; needs no privileges',
      ].join('\n'),
      everything: [
        '⚠ Port 1 is taken.',
        '',
        'systemctl --user: units of your own account; needs no privileges',
        '',
        `Files in ${UNITS}:`,
        '• a.socket (replaces the installed one)',
        '• a@.service (replaces a link to /dev/null)',
        '• a.socket.d/10.conf (new)',
        '• /opt/new (new)',
        '• /opt/mode (becomes executable)',
        '',
        'Commands:',
        `• systemd-analyze --user verify -- ${UNITS}/a.socket ${UNITS}/a@.service`,
        '• systemctl --user daemon-reload',
        '• systemctl --user restart -- a.socket',
        '',
        'If a step fails, everything is put back as it was.',
      ].join('\n'),
    });
  });

  it('offers what mends a unit that will not work', async () => {
    const blocker = { message: 'No template.', stop: false, code: 'x', location: undefined as never };
    const mendable = { ...blocker, remedy: 'Create a@.service' };
    for (const start of [true, false]) {
      const deployment = await prepare(machineInMemory(), { ...PLAN, blockers: [blocker, mendable] });
      const question = deploymentQuestion(deployment, start, english);
      expect(question).toMatchObject({ warns: true, mendable, answers: [start ? 'Activate Anyway' : 'Deploy Anyway'] });
      expect(question.agreed(mendable.remedy)).toBeUndefined();
      expect(question.agreed(question.answers[0])).toBe(deployment);
    }
  });

  it('shows that nothing is started, and nothing where nothing is written', async () => {
    const machine = machineInMemory();
    const first = deploymentQuestion(await prepare(machine, PLAN), false, english);
    expect([first.message, first.answers]).toEqual(['Deploy a.socket to the user manager?', ['Deploy']]);
    expect(first.everything?.split('\n').slice(-4)).toEqual([
      expect.stringContaining('verify'),
      '• systemctl --user daemon-reload',
      '',
      'If a step fails, everything is put back as it was.',
    ]);
    await runPlan(await prepare(machine, PLAN), { start: true });
    const { everything } = deploymentQuestion(await prepare(machine, PLAN), true, english);
    expect(everything?.split('\n')).toEqual([
      expect.anything(),
      '',
      'Commands:',
      '• systemctl --user daemon-reload',
      '• systemctl --user restart -- a.socket',
      '',
      'If a step fails, everything is put back as it was.',
    ]);
  });

  it('counts files beyond the first few, and does not listen where nothing is started', async () => {
    const files = ['a.socket', 'b.service', 'c.service', 'd.service', 'e.service'].map((name) => plannedFile(name, ''));
    const deployment = await prepare(machineInMemory(), { ...PLAN, files });
    expect(deploymentQuestion(deployment, false, english).detail.split('\n')).toEqual([
      'New: a.socket, b.service, c.service and 2 more',
      '',
      'systemctl --user: units of your own account; needs no privileges',
    ]);
    const few = await prepare(machineInMemory(), { ...PLAN, files: files.slice(0, 4) });
    expect(deploymentQuestion(few, false, english).detail.split('\n')[0]).toBe(
      'New: a.socket, b.service, c.service, d.service',
    );
  });

  it('has no programs to leave out where one only becomes executable', async () => {
    const machine = machineInMemory({ files: { '/opt/mode': fileOf('#!', 0o600) } });
    const plan = { ...PLAN, handlers: HANDLERS.slice(1) };
    expect(deploymentQuestion(await prepare(machine, plan), true, english).answers).toEqual(['Activate']);
  });

  it('takes one of its answers for a yes, and all else for a no', async () => {
    const deployment = await prepare(machineInMemory({ files: { '/opt/mode': fileOf('#!', 0o600) } }), WITH_PROGRAMS);
    const question = deploymentQuestion(deployment, true, english);
    expect(question.agreed('Activate')).toBe(deployment);
    const paths = question.agreed('Without the Programs')?.items.map(({ path }) => path);
    expect(paths).toEqual([...PLAN.files.map(({ destination }) => `${UNITS}/${destination}`), '/opt/mode']);
    for (const answer of [undefined, '', 'Cancel', 'Deploy', 'Show Difference']) {
      expect(question.agreed(answer)).toBeUndefined();
    }
    const alone = deploymentQuestion(await prepare(machineInMemory(), PLAN), false, english);
    for (const answer of ['Without the Programs', 'Activate']) expect(alone.agreed(answer)).toBeUndefined();
  });

  it.each(WORLDS)('shows what is done and nothing else, where %s', async (_, makeMachine) => {
    const machine = makeMachine();
    const deployment = await prepare(machine, PLAN);
    const { everything = '' } = deploymentQuestion(deployment, true, english);
    const from = machine.operations.length;
    await runPlan(deployment, { start: true });
    const changing = ({ argv }: { argv: readonly string[] }) =>
      argv.length > 0 && !/show|--lines=0/.test(argv.join(' '));
    const [ran, written] = [
      machine.operations.slice(from).filter(changing),
      machine.operations.filter(({ kind }) => kind === 'write'),
    ];
    const commands = ran.map(({ argv }) =>
      argv.filter((word) => !/^--(no-pager|no-ask-password|man=no)$/.test(word)).join(' '),
    );
    const shown = everything.split('\n').filter((line) => line.startsWith('• '));
    expect(shown.slice(written.length)).toEqual(commands.map((command) => `• ${command}`));
    const names = written.map(({ path }) => path.slice(UNITS.length + 1));
    expect(shown.slice(0, written.length).map((line) => line.split(' ')[1])).toEqual(names);
  });
});

describe('the question before a deployment is taken away', () => {
  const deployed: Deployed = {
    target: 'user',
    unit: 'a.socket',
    service: 'a@.service',
    time: 1,
    files: [
      { path: `${UNITS}/a.socket`, wanted: fileOf('1'), before: { kind: 'absent' } },
      { path: `${UNITS}/a@.service`, wanted: fileOf('2'), before: fileOf('old') },
      { path: `${UNITS}/x`, wanted: fileOf('3'), before: fileOf('old') },
    ],
    folders: [`${UNITS}/a.socket.d`],
    enabled: true,
  };

  it('shows what goes, what comes back, what stays, and every command', async () => {
    const machine = machineInMemory({
      files: { [`${UNITS}/a.socket`]: '1', [`${UNITS}/a@.service`]: '2', [`${UNITS}/x`]: 'mine' },
    });
    const removal = await prepareRemoval(machine.target, deployed);
    if (removal.kind !== 'ok') throw new Error(removal.kind);
    expect(removalQuestion(machine.target, removal.value, english)).toEqual({
      modal: true,
      message: 'Undeploy a.socket from the user manager?',
      answers: ['Undeploy'],
      detail: [
        `Removed: ${UNITS}/a.socket`,
        `Put back as it was before: ${UNITS}/a@.service`,
        `Changed by somebody else, and left alone: ${UNITS}/x`,
        '',
        'systemctl --user: units of your own account; needs no privileges',
      ].join('\n'),
      everything: [
        'systemctl --user: units of your own account; needs no privileges',
        '',
        'Files:',
        `• ${UNITS}/a.socket (removed)`,
        `• ${UNITS}/a@.service (put back as it was before)`,
        `• ${UNITS}/a.socket.d (removed if nothing else is in it)`,
        `• ${UNITS}/x (not changed: somebody else has changed it)`,
        '',
        'Commands:',
        '• systemctl --user disable -- a.socket',
        '• systemctl --user stop -- a.socket a@*.service',
        '• systemctl --user daemon-reload',
      ].join('\n'),
    });
    const { left } = await undeploy(machine.target, removal.value, {});
    expect(left).toEqual([`${UNITS}/x`]);
  });
});

it('the question before a command shows it as it would have to be typed', () => {
  const { target } = machineInMemory({ manager: 'system', elevation: 'sudo' });
  const argv = ['systemctl', '--no-pager', '--no-ask-password', 'stop', '--', 'a.socket'];
  expect(commandQuestion(target, argv, english)).toEqual({
    modal: true,
    message: 'Run this on the system manager?',
    detail: [
      'systemctl stop -- a.socket',
      '',
      'systemctl: units of the whole machine; asks for an administrator’s password',
      'The journal is read with the same rights.',
    ].join('\n'),
    answers: ['Run'],
  });
  const far = { ...target, kind: 'ssh', host: 'web' } as const;
  expect(commandQuestion(far, argv, english).detail.split('\n')[0]).toBe('ssh web sudo -n systemctl stop -- a.socket');
});

it.each([
  ['user', 'direct', 'Have the user manager start a.socket whenever you log in?', 'needs no privileges'],
  ['system', 'sudo', 'Have the system manager start a.socket at every boot?', 'asks for an administrator’s password'],
] as const)(
  'the question before enabling says when the %s manager starts it',
  (manager, elevation, message, rights) => {
    const { target } = machineInMemory({ manager, elevation });
    const argv = ['systemctl', '--no-pager', 'enable', '--', 'a.socket'];
    const question = enableQuestion(target, argv, 'a.socket', english);
    expect(question).toMatchObject({ modal: true, message, answers: ['Enable'] });
    const lines = question.detail.split('\n');
    expect(lines).toEqual(['systemctl enable -- a.socket', '', expect.stringContaining(rights)]);
  },
);

async function prepare(machine: MachineInMemory, plan: ReturnType<typeof planOf>) {
  const made = await prepareDeployment(machine.target, plan, async (uri, text) =>
    uri.includes('/opt/') ? new TextEncoder().encode('#!') : asPlanned(uri, text),
  );
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  return made.value;
}
