import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LISTENER } from '../deploy/plan-for-tests.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import type { Said } from '../manager/targets/in-memory/systemd.ts';
import { type InMemoryOptions, type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import type { Connection } from './instance.ts';
import { probe } from './probe.ts';

const UNITS = '/home/me/.config/systemd/user';
const GET = { method: 'GET', path: '/', headers: [], body: '' } as const;
const ACCEPTING: Connection = { socket: 'a.socket', service: 'a@.service', accept: true };
const SINGLE: Connection = { socket: 'a.socket', service: 'a.service', accept: false };
const REPLY = 'HTTP/1.1 200 OK\r\n\r\nhello';
const FIGURES = {
  http_code: 200,
  size_header: 19,
  local_ip: '127.0.0.1',
  local_port: 40000,
  time_starttransfer: 0.1,
  time_total: 0.2,
  errormsg: null,
};
const COMPLETE: Said = { code: 0, stdout: REPLY, stderr: `${JSON.stringify(FIGURES)}\n` };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a test request', () => {
  it('is sent from the target, and finds the instance that answered', async () => {
    const machine = listening((one) => serves(one, 'a@1-127.0.0.1:9999-127.0.0.1:40000.service'));
    const got = await send(machine, ACCEPTING);
    expect(got).toMatchObject({
      kind: 'ok',
      value: {
        socket: 'a.socket',
        request: GET,
        to: 'http://127.0.0.1:9999/',
        reply: { status: 200, ending: { kind: 'complete' }, statusLine: 'HTTP/1.1 200 OK' },
        answerer: { unit: 'a@1-127.0.0.1:9999-127.0.0.1:40000.service', state: 'gone', journalRead: true },
        before: { unit: 'a.socket', active: 'active' },
        after: { unit: 'a.socket', active: 'active' },
        since: '1',
      },
    });
    const curl = machine.operations.find(({ argv }) => argv[0] === 'curl');
    expect([curl?.argv.at(-1), curl?.privileged]).toEqual(['http://127.0.0.1:9999/', false]);
    expect(curl?.argv.join(' ')).toContain('--max-time 7 ');
  });

  it('has what was logged for it, and not what was logged for others', async () => {
    const [own, other] = ['a@1-127.0.0.1:9999-127.0.0.1:40000.service', 'a@2-127.0.0.1:9999-127.0.0.1:50000.service'];
    const machine = listening((one) => {
      serves(one, other, 'theirs');
      serves(one, own, 'ours');
      one.systemd.journal.push({ unit: 'sshd.service', message: 'not asked for' });
    });
    const got = await send(machine, ACCEPTING);
    const messages = got.kind === 'ok' ? got.value.answerer?.journal.map(({ message }) => message) : [];
    expect(messages).toEqual([`${own}: Started.`, 'ours', `${own}: Deactivated.`]);
  });

  it('knows the service that was started for it, and not an earlier run', async () => {
    const machine = single();
    expect(await send(machine, SINGLE)).toMatchObject({ value: { answerer: { unit: 'a.service', state: 'running' } } });
    const running = single(() => {});
    start(running, 'a.service');
    expect(await send(running, SINGLE)).toMatchObject({ value: { answerer: { unit: 'a.service', state: 'running' } } });
    const ended = single(() => {});
    start(ended, 'a.service');
    ended.systemd.run(['systemctl', 'stop', '--', 'a.service']);
    expect(await send(ended, SINGLE)).toMatchObject({
      value: { answerer: { unit: 'a.service', state: 'unknown', exit: undefined } },
    });
  });

  it('is no failure where the connection ends badly: that is part of the reply', async () => {
    const reset: Said = { code: 56, stderr: `${JSON.stringify({ ...FIGURES, http_code: 0, size_header: 0 })}\n` };
    const machine = listening(() => {}, reset);
    expect(await send(machine, ACCEPTING)).toMatchObject({
      kind: 'ok',
      value: { reply: { ending: { kind: 'reset' }, status: undefined } },
    });
  });

  it('looks for nobody where nobody listens', async () => {
    const machine = listening(() => {}, { code: 7, stderr: 'curl: (7) Failed to connect\n' });
    const got = await send(machine, ACCEPTING);
    expect(got).toMatchObject({
      kind: 'ok',
      value: { answerer: undefined, reply: { ending: { kind: 'unreachable', message: 'Failed to connect' } } },
    });
    expect(machine.operations.filter(({ argv }) => argv.includes('--after-cursor=1'))).toEqual([]);
  });

  it('is not sent to what cannot be reached with it', async () => {
    const machine = listening(() => {});
    const fifo = { ...LISTENER, value: '/run/x', kind: 'fifo', address: { family: 'path', path: '/run/x' } } as never;
    expect(await probe(machine.target, GET, fifo, ACCEPTING)).toEqual({
      kind: 'unavailable',
      reason: 'other',
      detail: '/run/x',
    });
    expect(machine.operations).toEqual([]);
  });

  it('says where the target has no curl, and that it was cancelled', async () => {
    expect(await send(machineInMemory(), ACCEPTING)).toEqual({ kind: 'missing', program: 'curl' });
    const abort = new AbortController();
    abort.abort();
    expect(
      await send(
        listening(() => {}),
        ACCEPTING,
        abort.signal,
      ),
    ).toEqual({ kind: 'cancelled' });
  });

  it('asks no manager where there is none', async () => {
    const machine = listening(() => {});
    const target = { ...machine.target, kind: 'dry-run' } as const;
    const got = await settled(probe(target, GET, LISTENER, ACCEPTING));
    expect(got).toMatchObject({
      kind: 'ok',
      value: { answerer: undefined, before: undefined, after: undefined, since: undefined },
    });
    expect(machine.operations.map(({ argv }) => argv[0])).toEqual(['curl']);
  });

  it('gets its reply also where journal and manager cannot be asked', async () => {
    const whole = listening(() => {});
    await send(whole, ACCEPTING);
    const at = whole.operations.findIndex(({ argv }) => argv[0] === 'curl') + 1;
    for (let nth = 1; nth <= whole.operations.length; nth++) {
      if (nth === at) continue;
      const machine = listening(() => {});
      machine.break(fails(nth));
      expect(await send(machine, ACCEPTING), `at ${nth}`).toMatchObject({
        kind: 'ok',
        value: { reply: { status: 200 } },
      });
    }
  });
});

async function settled<T>(promise: Promise<T>): Promise<T> {
  const done = promise.finally(() => {});
  await vi.runAllTimersAsync();
  return done;
}

function send(machine: MachineInMemory, connection: Connection, signal?: AbortSignal) {
  return settled(probe(machine.target, GET, LISTENER, connection, { seconds: 7, signal }));
}

/** A machine with a socket that listens; when it is asked, `happens` happens there. */
function listening(
  happens: (machine: MachineInMemory) => void,
  said: Said = COMPLETE,
  files: InMemoryOptions['files'] = {},
): MachineInMemory {
  const machine = machineInMemory({
    files: {
      [`${UNITS}/a.socket`]: '[Socket]\nListenStream=9999\nAccept=yes\n',
      [`${UNITS}/a@.service`]: '[Service]\n',
      ...files,
    },
    programs: {
      curl: () => {
        happens(machine);
        return said;
      },
    },
  });
  start(machine, 'a.socket');
  machine.break();
  return machine;
}

function single(happens: (machine: MachineInMemory) => void = (one) => start(one, 'a.service')): MachineInMemory {
  return listening(happens, COMPLETE, {
    [`${UNITS}/a.socket`]: '[Socket]\nListenStream=9999\n',
    [`${UNITS}/a.service`]: '[Service]\n',
  });
}

function start(machine: MachineInMemory, unit: string): void {
  machine.systemd.run(['systemctl', 'start', '--', unit]);
}

/** An instance starts, says something, and ends well, so that nothing of it is kept. */
function serves({ systemd }: MachineInMemory, unit: string, words = 'hello'): void {
  systemd.journal.push({ unit, message: `${unit}: Started.` });
  systemd.journal.push({
    unit,
    message: words,
    fields: { _SYSTEMD_USER_UNIT: unit, _PID: '7', SYSLOG_IDENTIFIER: 'a' },
  });
  systemd.journal.push({ unit, message: `${unit}: Deactivated.` });
}
