import { expect, it } from 'vitest';
import { fails, failsAfterwards, meanwhile } from '../manager/targets/in-memory/faults.ts';
import { ranOf } from '../manager/targets/in-memory/ran.ts';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Deployed } from './deployed.ts';
import { nothingToUndo, type Undo } from './put-back.ts';
import { prepareRemoval, removalCommands, type UndeployReport, undeploy } from './undeploy.ts';
import { recordingGuard, UNITS } from './worlds-for-tests.ts';

const SOCKET = '[Socket]\nListenStream=9001\n[Install]\nWantedBy=sockets.target\n';
const SERVICE = '[Service]\nExecStart=/bin/cat\n';
const ABSENT = { kind: 'absent' } as const;

const DEPLOYED: Deployed = {
  target: 'user',
  unit: 'a.socket',
  service: 'a.service',
  time: 1,
  files: [
    { path: `${UNITS}/a.socket`, wanted: fileOf(SOCKET), before: ABSENT },
    { path: `${UNITS}/a.service`, wanted: fileOf(SERVICE), before: fileOf('[Service]\n') },
  ],
  folders: [`${UNITS}/a.socket.d`, `${UNITS}/a.socket.d/x`],
  enabled: true,
};

it('disables, removes, stops, reloads, and forgets failures', async () => {
  const machine = deployedTo();
  const guard = recordingGuard();
  const { report, steps } = await run(machine, DEPLOYED, { guard });
  expect(steps).toEqual([
    'stop disable a.socket',
    `write ${UNITS}/a.socket`,
    `write ${UNITS}/a.service`,
    'stop stop a.socket a.service',
    'reload daemon-reload',
  ]);
  expect(report).toMatchObject({ result: 'done', putBack: [], left: [] });
  expect(report.steps.map(({ outcome }) => outcome.kind)).toEqual(report.steps.map(() => 'ok'));
  expect(machine.operations.at(-1)?.argv.slice(-3)).toEqual(['reset-failed', '--', 'a.socket']);
  expect(machine.operations.filter(({ kind }) => kind === 'removeFolder').map(({ path }) => path)).toEqual(
    DEPLOYED.folders.toReversed(),
  );
  expect(machine.files.read(`${UNITS}/a.socket`)).toEqual(ABSENT);
  expect(machine.files.read(`${UNITS}/a.service`)).toMatchObject(fileOf('[Service]\n'));
  expect([machine.systemd.known(), [...machine.systemd.enabled]]).toEqual([[], []]);
  expect(guard.released).toBe(true);
});

it('leaves what somebody has changed since, and does not mind what is gone', async () => {
  const machine = deployedTo();
  machine.files.write(`${UNITS}/a.socket`, fileOf('[Socket]\n# mine\n'));
  machine.files.write(`${UNITS}/a.service`, ABSENT);
  const { report } = await run(machine);
  expect(report).toMatchObject({ result: 'done', left: [`${UNITS}/a.socket`] });
  expect(machine.files.read(`${UNITS}/a.socket`)).toMatchObject(fileOf('[Socket]\n# mine\n'));
  expect(machine.files.read(`${UNITS}/a.service`)).toEqual(ABSENT);
});

it('disables only what was enabled from here', async () => {
  const machine = deployedTo();
  const { steps } = await run(machine, { ...DEPLOYED, enabled: false });
  expect(steps.join()).not.toContain('disable');
  expect([...machine.systemd.enabled]).toEqual(['a.socket']);
});

it('stops no unit that the manager does not have', async () => {
  const machine = machineInMemory({ files: { [`${UNITS}/a.service`]: SERVICE } });
  const { steps, report } = await run(machine, { ...DEPLOYED, enabled: false });
  expect(steps).toEqual([`write ${UNITS}/a.service`, 'reload daemon-reload']);
  expect(report.result).toBe('done');
});

it('stops the instances of a template that still run, and nothing else', async () => {
  const machine = machineInMemory({
    files: {
      [`${UNITS}/a.socket`]: `${SOCKET}[Socket]\nAccept=yes\n`,
      [`${UNITS}/a@.service`]: SERVICE,
      [`${UNITS}/ab@.service`]: SERVICE,
    },
  });
  for (const unit of ['a.socket', 'a@1.service', 'a@2.service', 'ab@1.service']) start(machine, unit);
  const { steps } = await run(machine, { ...DEPLOYED, service: 'a@.service', files: [], folders: [], enabled: false });
  expect(steps).toEqual(['stop stop a.socket a@1.service a@2.service', 'reload daemon-reload']);
  expect(machine.systemd.known()).toEqual(['ab@1.service']);
});

it.each(['a.socket', undefined])('has no service to stop besides where that is %s', async (service) => {
  const machine = deployedTo();
  const { steps } = await run(machine, { ...DEPLOYED, service, files: [], folders: [], enabled: false });
  expect(steps).toEqual(['stop stop a.socket', 'reload daemon-reload']);
});

it.each([
  ['a.service', ['a.socket', 'a.service']],
  ['a@.service', ['a.socket']],
  ['a.socket', ['a.socket']],
  [undefined, ['a.socket']],
])('with the service %s it asks the manager for the units %j', async (service, units) => {
  const machine = deployedTo();
  await run(machine, { ...DEPLOYED, service });
  const looks = machine.operations.map(({ argv }) => argv).filter((argv) => argv.includes('show'));
  expect(looks.map((argv) => argv.slice(argv.indexOf('--') + 1))).toEqual([units, units]);
});

it('asks for privileges for the files that are still as deployed, the folders, and the units', async () => {
  const { target, ...machine } = deployedTo({ manager: 'system', elevation: 'sudo', directory: UNITS });
  machine.files.write(`${UNITS}/a.service`, fileOf('theirs'));
  const acquired: unknown[] = [];
  const acquire: typeof target.acquire = async (agreed) => {
    acquired.push(agreed);
    return { kind: 'cancelled' };
  };
  await run({ ...machine, target: { ...target, acquire } });
  const files = [`${UNITS}/a.socket`, ...DEPLOYED.folders];
  expect(acquired).toEqual([{ files, units: ['a.service', 'a.socket'] }]);
});

it('has the manager read the files again when only its reload fails', async () => {
  const machine = deployedTo();
  let failed = false;
  machine.break({
    strikes: ({ argv }) => argv.includes('daemon-reload') && !failed,
    meanwhile: () => {
      failed = true;
    },
    told: { when: 'instead', failure: ({ argv }) => exit(argv) },
  });
  const { report } = await run(machine, { ...DEPLOYED, files: [], folders: [], enabled: false });
  expect(report.result).toBe('failed');
  expect(report.putBack[0]).toMatchObject({ name: 'reload', outcome: { kind: 'ok' } });
});

it.each(['a@.service', 'a.socket'])('starts only the unit again where its service is %s', async (service) => {
  const machine = machineInMemory({
    files: { [`${UNITS}/a.socket`]: `${SOCKET}[Socket]\nAccept=yes\n`, [`${UNITS}/a@.service`]: SERVICE },
  });
  for (const unit of ['a.socket', 'a@1.service']) start(machine, unit);
  let failed = false;
  machine.break({
    strikes: ({ argv }) => argv.includes('daemon-reload') && !failed,
    meanwhile: () => {
      failed = true;
    },
    told: { when: 'instead', failure: ({ argv }) => exit(argv) },
  });
  const { report } = await run(machine, { ...DEPLOYED, service, files: [], folders: [], enabled: false });
  const units = report.putBack.flatMap(({ name, argv }) => (name === 'restart' ? [argv?.slice(-3).join(' ')] : []));
  expect(units).toEqual(['restart -- a.socket']);
});

it('starts the service again when the last step fails', async () => {
  const machine = deployedTo();
  const before = machine.picture();
  machine.break({
    strikes: ({ argv }, nth) => argv.includes('daemon-reload') && nth < 14,
    told: { when: 'instead', failure: ({ argv }) => exit(argv) },
  });
  const { report } = await run(machine);
  expect(report.result).toBe('failed');
  expect(report.putBack.at(-1)?.argv?.slice(-3)).toEqual(['start', '--', 'a.service']);
  expect(machine.picture()).toEqual(before);
});

it.each([fails, failsAfterwards])(
  'brings a socket back together with its service, whichever step fails: %o',
  async (fault) => {
    const whole = deployedTo();
    await run(whole);
    let failed = 0;
    for (let nth = 1; nth <= whole.operations.length; nth++) {
      const machine = deployedTo();
      const before = machine.picture();
      machine.break(fault(nth));
      const { report } = await run(machine);
      failed += report.result === 'failed' ? 1 : 0;
      if (report.result === 'failed') expect(machine.picture(), `at ${nth}`).toEqual(before);
      else expect(machine.systemd.known(), `at ${nth}`).toEqual([]);
    }
    expect(failed).toBeGreaterThan(5);
  },
);

it('runs no command that was not shown', async () => {
  const machine = deployedTo();
  const shown = removalCommands(machine.target, DEPLOYED);
  const { report } = await run(machine);
  expect(report.steps.flatMap(({ argv }) => (argv === undefined ? [] : [argv]))).toEqual(shown);
  const template = removalCommands(machine.target, { ...DEPLOYED, service: 'a@.service', enabled: false });
  expect(template.map((argv) => argv.slice(4).join(' '))).toEqual(['stop -- a.socket a@*.service', 'daemon-reload']);
  for (const service of [undefined, 'b.service']) {
    const [, stop] = removalCommands(machine.target, { ...DEPLOYED, service, unit: 'b.service' });
    expect(stop?.slice(4)).toEqual(['stop', '--', 'b.service']);
  }
});

it('does not try to start again what a connection was for', async () => {
  const machine = machineInMemory({
    files: { [`${UNITS}/a.socket`]: `${SOCKET}[Socket]\nAccept=yes\n`, [`${UNITS}/a@.service`]: SERVICE },
  });
  for (const unit of ['a.socket', 'a@1.service']) start(machine, unit);
  machine.break({
    strikes: ({ argv }) => argv.includes('stop'),
    told: { when: 'after', failure: ({ argv }) => exit(argv) },
  });
  const { report } = await run(machine, { ...DEPLOYED, service: 'a@.service', files: [], folders: [], enabled: false });
  expect(report).toMatchObject({ result: 'failed' });
  expect(report.steps.at(-1)?.argv?.slice(-3)).toEqual(['--', 'a.socket', 'a@1.service']);
  expect(report.putBack.map(({ argv }) => argv?.slice(-3).join(' '))).toEqual(['restart -- a.socket']);
});

it('does not come to an end where it cannot tell what still runs', async () => {
  const machine = deployedTo();
  const lost = { kind: 'unavailable', reason: 'no-connection', detail: '' } as const;
  machine.break({
    strikes: ({ argv }) => argv.at(-1) === 'a.service' && argv.includes('show'),
    told: { when: 'instead', failure: () => lost },
  });
  const { report } = await run(machine);
  expect(report).toMatchObject({ result: 'failed' });
  expect(report.steps.at(-1)).toMatchObject({ name: 'look', outcome: lost });
});

it('waits visibly for a password, and changes nothing without it', async () => {
  const machine = deployedTo({ manager: 'system', elevation: 'sudo', directory: UNITS });
  const before = machine.picture();
  const told: string[] = [];
  machine.break({
    strikes: ({ kind }) => kind === 'acquire',
    told: { when: 'instead', failure: () => ({ kind: 'denied', detail: 'no' }) },
  });
  const { report } = await run(machine, DEPLOYED, { onStep: (name) => told.push(name) });
  expect(told).toEqual(['acquire']);
  expect(report).toMatchObject({
    result: 'failed',
    putBack: [],
    steps: [{ name: 'acquire', outcome: { kind: 'denied' } }],
  });
  expect(machine.picture()).toEqual(before);
});

it.each(['a.service', 'a@.service', undefined])(
  'asks for privileges that are enough, with the service %s',
  async (service) => {
    const machine = deployedTo({ manager: 'system', elevation: 'sudo', directory: UNITS });
    const { report } = await run(machine, { ...DEPLOYED, service });
    expect(report.steps.map(({ outcome }) => outcome.kind)).toEqual(report.steps.map(() => 'ok'));
    expect(report.result).toBe('done');
    const last = machine.operations.at(-1);
    expect([last?.argv.includes('reset-failed'), last?.privileged]).toEqual([true, true]);
  },
);

it.each([0, 1])('does nothing more where it cannot look, for the time %i', async (time) => {
  const whole = deployedTo();
  await run(whole);
  const looks = whole.operations.flatMap(({ argv }, index) => (argv.includes('show') ? [index + 1] : []));
  const machine = deployedTo();
  const before = machine.picture();
  machine.break(fails(looks[time] ?? 0));
  const { report } = await run(machine);
  expect(report.steps.at(-1)).toMatchObject({ name: 'look', outcome: { kind: 'exit' } });
  expect(report.result).toBe('failed');
  expect(machine.picture()).toEqual(before);
  if (time === 0) expect(machine.operations).toHaveLength(1);
});

it('tells which folder could not be removed', async () => {
  const machine = deployedTo();
  machine.break({
    strikes: ({ kind }) => kind === 'removeFolder',
    told: { when: 'instead', failure: ({ path }) => ({ kind: 'file', operation: 'write', path, code: 'EROFS' }) },
  });
  const { report } = await run(machine);
  const [path, outcome] = [DEPLOYED.folders[1], { code: 'EROFS' }];
  expect(report.steps.at(-1)).toMatchObject({ name: 'write', path, outcome });
});

it('stops nothing that has failed already', async () => {
  const machine = deployedTo();
  machine.systemd.run(['systemctl', 'stop', '--', 'a.service', 'a.socket']);
  machine.systemd.unit('a.service').active = 'failed';
  expect((await run(machine)).steps.filter((step) => step.startsWith('stop stop'))).toEqual([]);
});

it('goes by what an earlier run found active, and settles what that has left of its files', async () => {
  const kept: Undo['kept'] = DEPLOYED.files.map(({ path }) => ({ path, before: fileOf('old'), after: ABSENT }));
  const guardWith = (released: unknown[]) => ({
    ...recordingGuard(),
    hold: async () => ({ kind: 'ok', value: { ...nothingToUndo('a.socket'), kept: [...kept] } as Undo }) as const,
    release: async (left?: unknown) => {
      released.push(left);
      return { kind: 'ok', value: undefined } as const;
    },
  });
  const released: unknown[] = [];
  expect((await run(deployedTo(), DEPLOYED, { guard: guardWith(released) })).report.result).toBe('done');
  expect(released).toEqual([undefined]);

  const machine = deployedTo();
  let reloaded = false;
  machine.break({
    strikes: ({ argv }) => argv.includes('daemon-reload') && !reloaded,
    meanwhile: () => {
      reloaded = true;
    },
    told: { when: 'instead', failure: ({ argv }) => exit(argv) },
  });
  const { report } = await run(machine, { ...DEPLOYED, service: undefined }, { guard: guardWith([]) });
  expect(report.result).toBe('failed');
  expect(machine.systemd.unit('a.socket').active).toBe('inactive');
});

it('is cancelled between two files', async () => {
  const machine = deployedTo();
  const before = machine.picture();
  const abort = new AbortController();
  machine.break(meanwhile(4, () => abort.abort()));
  const { report } = await run(machine, DEPLOYED, { signal: abort.signal });
  expect(report.steps.at(-1)).toMatchObject({
    name: 'write',
    path: `${UNITS}/a.service`,
    outcome: { kind: 'cancelled' },
  });
  expect(report.result).toBe('cancelled');
  expect(machine.picture()).toEqual(before);
});

it('stops at what a guard that cannot keep the record says', async () => {
  const full = { kind: 'file', operation: 'write', path: '/records/1', code: 'ENOSPC' } as const;
  for (const good of [0, 1, 2, 3, 4]) {
    const machine = deployedTo();
    const before = machine.picture();
    let left = good;
    const guard = {
      ...recordingGuard(),
      update: async () => (left-- > 0 ? ({ kind: 'ok', value: undefined } as const) : full),
    };
    const { report } = await run(machine, DEPLOYED, { guard });
    expect(report.steps.at(-1), `${good}`).toEqual({ name: 'keep', argv: undefined, path: undefined, outcome: full });
    expect(machine.picture(), `${good}`).toEqual(before);
  }
});

it('cannot be prepared where the files cannot be looked at', async () => {
  const machine = deployedTo();
  machine.break(fails(2));
  expect(await prepareRemoval(machine.target, DEPLOYED)).toMatchObject({ kind: 'file', path: `${UNITS}/a.service` });
});

function deployedTo(options: Parameters<typeof machineInMemory>[0] = {}): MachineInMemory {
  const machine = machineInMemory({
    ...options,
    files: { [`${UNITS}/a.socket`]: SOCKET, [`${UNITS}/a.service`]: SERVICE },
  });
  for (const unit of ['a.socket', 'a.service']) start(machine, unit);
  machine.systemd.enabled.add('a.socket');
  return machine;
}

function start(machine: MachineInMemory, unit: string): void {
  machine.systemd.run(['systemctl', 'start', '--', unit]);
}

async function run(
  machine: MachineInMemory,
  deployed: Deployed = DEPLOYED,
  options: Parameters<typeof undeploy>[2] = {},
): Promise<{ report: UndeployReport; steps: string[] }> {
  const removal = await prepareRemoval(
    { ...machine.target, read: async (path) => ({ kind: 'ok', value: machine.files.read(path) }) },
    deployed,
  );
  if (removal.kind !== 'ok') throw new Error(removal.kind);
  const steps: string[] = [];
  const onStep = (name: string, what: string) =>
    steps.push(
      `${name} ${what
        .replace(/systemctl|--\S*/g, '')
        .trim()
        .replace(/ +/g, ' ')}`,
    );
  const report = await undeploy(machine.target, removal.value, { onStep, ...options });
  return { report, steps };
}

function exit(argv: readonly string[]) {
  return { kind: 'exit', ran: ranOf(argv, { code: 1 }) } as const;
}
