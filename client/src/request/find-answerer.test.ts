import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Said } from '../manager/targets/in-memory/systemd.ts';
import { type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { type Caller, type Connection, findAnswerer } from './instance.ts';

const ACCEPTING: Connection = { socket: 'a.socket', service: 'a@.service', accept: true };
const SINGLE: Connection = { ...ACCEPTING, service: 'a.service', accept: false };
const CALLER: Caller = { local: { ip: '127.0.0.1', port: 40000 }, pid: undefined };
const MINE = 'a@1-127.0.0.1:9999-127.0.0.1:40000.service';
const THEIRS = 'a@2-127.0.0.1:9999-127.0.0.1:50000.service';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a manager says of units, by name and property; of others it has nothing. */
function machineWith(
  units: Readonly<Record<string, Readonly<Record<string, string>>>>,
  listed: readonly string[] = [],
): MachineInMemory {
  return machineInMemory({
    programs: {
      systemctl: (argv): Said => {
        if (argv.includes('list-units')) return { code: 0, stdout: JSON.stringify(listed.map((unit) => ({ unit }))) };
        const names = argv.slice(argv.indexOf('--') + 1);
        const blocks = names.map((name) =>
          Object.entries({ Id: name, ...units[name] })
            .map(([key, value]) => `${key}=${value}`)
            .join('\n'),
        );
        return { code: 0, stdout: `${blocks.join('\n\n')}\n` };
      },
    },
  });
}

function log(machine: MachineInMemory, message: string, fields: Readonly<Record<string, string>>): void {
  machine.systemd.journal.push({ unit: '', message, fields });
}

async function answerer(machine: MachineInMemory, connection = ACCEPTING, caller = CALLER, options = {}) {
  const found = findAnswerer(machine.target, connection, caller, '0', options);
  await vi.runAllTimersAsync();
  return found;
}

it('waits for an instance that comes late', async () => {
  const machine = machineWith({ [MINE]: { ActiveState: 'inactive' } });
  setTimeout(() => log(machine, 'hello', { _SYSTEMD_UNIT: MINE }), 300);
  expect(await answerer(machine)).toMatchObject({ unit: MINE, state: 'gone', journal: [{ message: 'hello' }] });
});

it('waits for a moment only, and not at all once it is called off', async () => {
  const machine = machineWith({});
  const before = performance.now();
  expect(await answerer(machine)).toEqual({
    unit: undefined,
    state: 'unknown',
    exit: undefined,
    journal: [],
    journalRead: true,
  });
  expect(performance.now() - before).toBeLessThan(1_500);
  expect(performance.now() - before).toBeGreaterThan(500);
  const asked = machine.operations.length;
  const abort = new AbortController();
  abort.abort();
  await answerer(machine, ACCEPTING, CALLER, { signal: abort.signal });
  expect(machine.operations.length - asked).toBeLessThanOrEqual(2);
});

it('gives a service that ran before less time, since it goes on running', async () => {
  const machine = machineWith({ 'a.service': { ActiveState: 'active', InvocationID: 'x' } });
  const before = performance.now();
  expect(await answerer(machine, SINGLE, CALLER, { former: { active: 'active' } })).toMatchObject({
    unit: 'a.service',
    state: 'running',
  });
  expect(performance.now() - before).toBeLessThan(400);
});

it('looks once more after the end, for the last words', async () => {
  const machine = machineWith({
    [MINE]: { ActiveState: 'failed', InvocationID: 'x', ExecMainCode: '1', ExecMainStatus: '3' },
  });
  log(machine, 'first', { _SYSTEMD_UNIT: MINE });
  setTimeout(() => log(machine, 'last', { _SYSTEMD_UNIT: MINE }), 40);
  const found = await answerer(machine);
  expect(found).toMatchObject({ state: 'failed', exit: { code: 'exited', status: 3 } });
  expect(found.journal.map(({ message }) => message)).toEqual(['first', 'last']);
});

it.each([
  ['active', 'running'],
  ['activating', 'running'],
  ['deactivating', 'running'],
  ['inactive', 'ended'],
  ['failed', 'failed'],
])('takes a unit that is %s for %s', async (active, state) => {
  const machine = machineWith({
    [MINE]: { ActiveState: active, InvocationID: 'x', ExecMainCode: '2', ExecMainStatus: '9' },
  });
  log(machine, 'hello', { _SYSTEMD_UNIT: MINE });
  const exit = state === 'running' ? undefined : { code: 'killed', status: 9 };
  expect(await answerer(machine)).toMatchObject({ unit: MINE, state, exit });
});

it('knows from the journal how an instance ended that the manager has forgotten', async () => {
  const machine = machineWith({});
  log(machine, 'x', { UNIT: MINE, EXIT_CODE: 'exited', EXIT_STATUS: '4' });
  log(machine, 'y', { UNIT: THEIRS, EXIT_CODE: 'exited', EXIT_STATUS: '5' });
  expect(await answerer(machine)).toMatchObject({ unit: MINE, state: 'ended', exit: { code: 'exited', status: 4 } });
});

it('finds an instance that has logged nothing among those that are loaded', async () => {
  const machine = machineWith({ [MINE]: { ActiveState: 'active', InvocationID: 'x' } }, [THEIRS, MINE]);
  expect(await answerer(machine)).toMatchObject({ unit: MINE, state: 'running' });
});

it('takes the only instance that came for the one, where only the process is known', async () => {
  const caller = { local: undefined, pid: 5 };
  const machine = machineWith({});
  log(machine, 'hello', { _SYSTEMD_UNIT: 'a@1-77-1000.service' });
  expect(await answerer(machine, ACCEPTING, caller)).toMatchObject({ unit: 'a@1-77-1000.service' });
  log(machine, 'hello', { _SYSTEMD_UNIT: 'a@2-78-1000.service' });
  expect(await answerer(machine, ACCEPTING, caller)).toMatchObject({ unit: undefined, state: 'unknown' });
  log(machine, 'hello', { _SYSTEMD_UNIT: 'a@3-5-1000.service' });
  expect(await answerer(machine, ACCEPTING, caller)).toMatchObject({ unit: 'a@3-5-1000.service' });
});

it('takes no other instance for that of an address', async () => {
  const machine = machineWith({});
  log(machine, 'hello', { _SYSTEMD_UNIT: THEIRS });
  expect(await answerer(machine)).toMatchObject({ unit: undefined, journal: [{ unit: THEIRS }] });
});

it('gives a process its words by its number, where the journal knows no unit', async () => {
  const machine = machineWith({ [MINE]: { ActiveState: 'inactive', InvocationID: 'x', ExecMainPID: '7' } });
  log(machine, 'start', { _SYSTEMD_UNIT: MINE });
  log(machine, 'ours', { _PID: '7' });
  log(machine, 'theirs', { _PID: '8' });
  const { journal } = await answerer(machine);
  expect(journal.map(({ message, unit }) => [message, unit])).toEqual([
    ['start', MINE],
    ['ours', MINE],
  ]);
});

it('gives a process the words of its children by the name, where no other can have written them', async () => {
  const failed = {
    ActiveState: 'failed',
    InvocationID: 'x',
    ExecMainPID: '7',
    ExecMainCode: '1',
    ExecMainStatus: '127',
  };
  const machine = machineWith({ [MINE]: { ...failed, ExecStart: '{ path=/bin/bash ; argv[]=/bin/bash x.sh ; }' } });
  log(machine, 'start', { _SYSTEMD_UNIT: MINE });
  log(machine, 'x.sh: line 3: y: command not found', { _PID: '8', SYSLOG_IDENTIFIER: 'bash' });
  log(machine, 'theirs', { _PID: '9', SYSLOG_IDENTIFIER: 'sh' });
  const { journal } = await answerer(machine);
  expect(journal.map(({ message }) => message)).toEqual(['start', 'x.sh: line 3: y: command not found']);
  log(machine, 'start', { _SYSTEMD_UNIT: THEIRS });
  expect((await answerer(machine)).journal.map(({ message }) => message)).toEqual(['start']);
});

it.each([
  ['SyslogIdentifier', { SyslogIdentifier: 'web' }],
  ['the program', { ExecStart: '{ path=/usr/bin/web ; argv[]=/usr/bin/web -x ; }' }],
])(
  'gives an instance that is gone its words by the name from %s, where no other can have written them',
  async (_, shown) => {
    const machine = machineWith({ [MINE]: shown });
    log(machine, 'start', { _SYSTEMD_UNIT: MINE });
    log(machine, 'ours', { _PID: '7', SYSLOG_IDENTIFIER: 'web' });
    log(machine, 'not ours', { _PID: '8', SYSLOG_IDENTIFIER: 'sshd' });
    expect((await answerer(machine)).journal.map(({ message }) => message)).toEqual(['start', 'ours']);
    log(machine, 'start', { _SYSTEMD_UNIT: THEIRS });
    expect((await answerer(machine)).journal.map(({ message }) => message)).toEqual(['start']);
  },
);

it('has nothing to look for where the socket has no service', async () => {
  const machine = machineWith({});
  expect(await answerer(machine, { ...ACCEPTING, service: undefined })).toMatchObject({
    unit: undefined,
    journalRead: true,
  });
  expect(machine.operations).toEqual([]);
});

it('says that the journal could not be read', async () => {
  const machine = machineWith({ [MINE]: { ActiveState: 'active', InvocationID: 'x' } }, [MINE]);
  const lost = { kind: 'missing', program: 'journalctl' } as const;
  machine.break({ strikes: ({ argv }) => argv[0] === 'journalctl', told: { when: 'instead', failure: () => lost } });
  expect(await answerer(machine)).toMatchObject({ unit: MINE, journal: [], journalRead: false });
});
