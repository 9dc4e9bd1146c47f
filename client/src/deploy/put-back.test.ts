import { expect, it } from 'vitest';
import { fileOf, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { nothingToUndo, putBack, type Undo } from './put-back.ts';
import { UNITS } from './worlds-for-tests.ts';

const [OURS, THEIRS] = [fileOf('[Socket]\nListenStream=2\n'), fileOf('[Socket]\nListenStream=1\n')];
const SOCKET = `${UNITS}/a.socket`;

it('does nothing where there is nothing to undo', async () => {
  const machine = machineInMemory();
  expect(await putBack(machine.target, nothingToUndo('a.socket'))).toEqual([]);
  expect(machine.operations).toEqual([]);
});

it.each<[string, Partial<Undo>, readonly string[]]>([
  ['that was reloaded', { reloaded: true }, ['daemon-reload']],
  ['that listened when it was reloaded', { reloaded: true, wasActive: true }, ['daemon-reload', 'restart a.socket']],
  [
    'that was restarted',
    { reloaded: true, restarted: true, wasActive: true },
    ['daemon-reload', 'reset-failed a.socket', 'restart a.socket'],
  ],
  ['that was stopped', { restarted: true, wasActive: true }, ['reset-failed a.socket', 'restart a.socket']],
  ['that was started', { restarted: true }, ['stop a.socket', 'reset-failed a.socket']],
  ['that was disabled', { disabled: true }, ['enable a.socket']],
  [
    'whose services were stopped',
    { restarted: true, wasActive: true, stopped: ['a.service'] },
    ['reset-failed a.socket', 'stop a.service', 'restart a.socket', 'start a.service'],
  ],
])('of a socket %s brings back what the manager had', async (_, undo, commands) => {
  const machine = machineInMemory({
    files: { [SOCKET]: `${text(OURS)}[Install]\n`, [`${UNITS}/a.service`]: '[Service]\n' },
  });
  const steps = await putBack(machine.target, { ...nothingToUndo('a.socket'), ...undo });
  expect(commandsOf(machine)).toEqual(commands);
  expect(machine.operations.every(({ privileged }) => privileged)).toBe(true);
  expect(steps.every(({ outcome }) => outcome.kind === 'ok' && outcome.ran?.code === 0)).toBe(true);
  const names = { 'daemon-reload': 'reload' } as Readonly<Record<string, string>>;
  const told = commands.filter((command) => !command.startsWith('reset-failed'));
  expect(steps.map(({ name }) => name)).toEqual(told.map((command) => names[command] ?? 'restart'));
});

it('leaves a service running that only its manager had to be told of', async () => {
  const machine = machineInMemory();
  await putBack(machine.target, { ...nothingToUndo('a.service'), reloaded: true, wasActive: true });
  expect(commandsOf(machine)).toEqual(['daemon-reload']);
});

it('restores files and removes folders from the last to the first, and has the manager read them', async () => {
  const [folder, dropIn] = [`${UNITS}/a.socket.d`, `${UNITS}/a.socket.d/10.conf`];
  const machine = machineInMemory({ files: { [SOCKET]: OURS, [dropIn]: OURS } });
  const kept = [
    { path: SOCKET, before: THEIRS, after: OURS },
    { path: dropIn, before: { kind: 'absent' }, after: OURS },
  ] as const;
  const steps = await putBack(machine.target, {
    ...nothingToUndo('a.socket'),
    kept: [...kept],
    folders: [UNITS, folder],
  });
  expect(steps.map(({ name, path, argv }) => `${name} ${path ?? argv?.at(-1)}`)).toEqual([
    `write ${dropIn}`,
    `write ${SOCKET}`,
    `write ${folder}`,
    `write ${UNITS}`,
    'reload daemon-reload',
  ]);
  expect(steps[0]?.outcome).toEqual({ kind: 'ok', ran: undefined });
  expect(machine.files.read(SOCKET)).toMatchObject(THEIRS);
  expect([machine.files.read(dropIn), machine.files.read(folder)]).toEqual([{ kind: 'absent' }, { kind: 'absent' }]);
  expect(machine.files.read(UNITS)).toEqual({ kind: 'other' });
});

it('leaves alone what somebody else has made of a file, and says so', async () => {
  const other = fileOf('[Socket]\nListenStream=3\n');
  const machine = machineInMemory({ files: { [SOCKET]: other } });
  const undo = { ...nothingToUndo('a.socket'), kept: [{ path: SOCKET, before: THEIRS, after: OURS }] };
  expect((await putBack(machine.target, undo))[0]).toMatchObject({ path: SOCKET, outcome: { kind: 'left-alone' } });
  expect(machine.files.read(SOCKET)).toMatchObject(other);
});

it('is content with a file that was not written yet', async () => {
  const machine = machineInMemory({ files: { [SOCKET]: THEIRS } });
  const before = machine.picture();
  const undo = { ...nothingToUndo('a.socket'), kept: [{ path: SOCKET, before: THEIRS, after: OURS }] };
  expect((await putBack(machine.target, undo))[0]).toMatchObject({ path: SOCKET, outcome: { kind: 'ok' } });
  expect(machine.picture()).toEqual(before);
});

it('tells what it could not look at', async () => {
  const machine = machineInMemory({ files: { [SOCKET]: fileOf('?') } });
  const lost = { kind: 'unavailable', reason: 'no-connection', detail: '' } as const;
  machine.break({ strikes: ({ kind }) => kind === 'read', told: { when: 'instead', failure: () => lost } });
  const undo = { ...nothingToUndo('a.socket'), kept: [{ path: SOCKET, before: THEIRS, after: OURS }] };
  expect((await putBack(machine.target, undo))[0]?.outcome).toEqual(lost);
});

it('tells why a file could not be written', async () => {
  for (const why of ['leaves-directory', 'special-mode'] as const) {
    const machine = machineInMemory({ files: { [SOCKET]: THEIRS } });
    const refused = { kind: 'refused', what: SOCKET, why } as const;
    machine.break({ strikes: ({ kind }) => kind === 'write', told: { when: 'instead', failure: () => refused } });
    const undo = { ...nothingToUndo('a.socket'), kept: [{ path: SOCKET, before: THEIRS, after: OURS }] };
    expect((await putBack(machine.target, undo))[0]?.outcome).toEqual(refused);
  }
});

it.each([
  [5, 'ok'],
  [1, 'exit'],
])('takes a stop that ends with %i for %s: a unit that is not loaded is stopped', async (code, kind) => {
  const machine = machineInMemory({ programs: { systemctl: () => ({ code }) } });
  const steps = await putBack(machine.target, { ...nothingToUndo('a.socket'), restarted: true });
  expect(steps.map(({ outcome }) => outcome.kind)).toEqual([kind]);
});

it('takes no other command that ends with 5 for a success', async () => {
  const machine = machineInMemory({ programs: { systemctl: () => ({ code: 5 }) } });
  const steps = await putBack(machine.target, { ...nothingToUndo('a.socket'), reloaded: true });
  expect(steps.map(({ outcome }) => outcome.kind)).toEqual(['exit']);
});

function commandsOf(machine: MachineInMemory): string[] {
  return machine.operations.map(({ argv }) =>
    argv
      .slice(1)
      .filter((word) => !word.startsWith('-'))
      .join(' '),
  );
}

function text(entry: typeof OURS): string {
  return new TextDecoder().decode(entry.bytes);
}
