import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Listener, ListenerAddress } from '../../server/src/protocol/plan.ts';
import { explain } from '../src/explain/explain.ts';
import { gatherEvidence } from '../src/explain/gather.ts';
import { english } from '../src/l10n.ts';
import { actualListeners } from '../src/manager/actual-listeners.ts';
import { systemctl } from '../src/manager/systemctl.ts';
import type { Target } from '../src/manager/target.ts';
import { readState } from '../src/manager/unit-state.ts';
import { runLoad } from '../src/request/load-run.ts';
import { type Probe, probe } from '../src/request/probe.ts';
import type { TestRequest } from '../src/request/test-request.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { targetOf } from './harness/target.ts';
import { startUserManager } from './harness/user-manager.ts';

// Test requests to every kind of socket that one can talk to, answered by real services.

const ANSWER_ONE = `
import os, socket
s = socket.socket(fileno=os.dup(3))
data, peer = s.recvfrom(65536)
print("got", data, flush=True)
if peer: s.sendto(b"answer to " + data, peer)
`;

describe('test requests', async () => {
  const reason = await missing('machine');
  let manager: Manager;
  let target: Target;

  beforeAll(async () => {
    if (reason) return;
    manager = await startUserManager();
    target = targetOf(manager);
    writeFileSync(join(manager.home, 'answer.py'), ANSWER_ONE);
  });
  afterAll(() => manager?.stop());
  afterEach(async () => {
    if (reason) return;
    for (const unit of ['a.socket', 'a.service', 'a@*.service']) await target.run(systemctl(target, 'stop', [unit]));
    await target.run(systemctl(target, 'reset-failed'));
  });

  test.for<[string, Listener['kind'], ListenerAddress, string]>([
    ['9999', 'stream', { family: 'inet', host: undefined, port: 9999, v6: true }, 'a@'],
    ['[::1]:9998', 'stream', { family: 'inet', host: '::1', port: 9998, v6: true }, 'a@'],
    ['%t/a b.sock', 'stream', { family: 'unix', path: '%t/a b.sock' }, 'a@'],
    ['@abstract-a', 'stream', { family: 'abstract', name: 'abstract-a' }, 'a@'],
    ['%t/a.seq', 'seqpacket', { family: 'unix', path: '%t/a.seq' }, 'a@'],
  ])('reach %s with bytes, and find the instance', async ([value, kind, address], context) => {
    context.skip(reason !== undefined, reason);
    const key = kind === 'seqpacket' ? 'ListenSequentialPacket' : 'ListenStream';
    await install(
      `${key}=${value}\nAccept=yes`,
      'a@.service',
      `StandardInput=socket\nExecStart=/usr/bin/python3 -c 'import os; os.write(1, b"You said " + os.read(0, 99))'`,
    );
    const sent = await send(
      { kind: 'bytes', data: 'h\\x65llo\\n', close: true },
      { ...listener(value, address), kind },
      true,
    );
    expect(new TextDecoder().decode(sent.reply.body)).toBe('You said hello\n');
    expect(sent.reply.ending).toEqual({ kind: 'complete' });
    expect(sent.answerer?.unit).toMatch(/^a@0-.*\.service$/);
    expect([sent.before?.accepted, sent.after?.accepted]).toEqual([0, 1]);
  });

  test('find the last words of every instance, however quickly it is gone', async (context) => {
    context.skip(reason !== undefined, reason);
    await install(
      'ListenStream=9999\nAccept=yes',
      'a@.service',
      'StandardInput=socket\nStandardError=journal\nExecStart=/bin/sh -c "read x; echo bye $$x >&2"',
    );
    // About one in ten is gone before journald has looked whose words they are.
    for (let count = 0; count < 25; count++) {
      const request = { kind: 'bytes', data: `number ${count}\\n`, close: true } as const;
      const sent = await send(
        request,
        listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true }),
        true,
      );
      expect(sent.answerer?.journal.map(({ message }) => message)).toContain(`bye number ${count}`);
    }
  });

  test('reach a Unix socket over HTTP, and find the instance by the process', async (context) => {
    context.skip(reason !== undefined, reason);
    await install(
      'ListenStream=%t/a.sock\nAccept=yes',
      'a@.service',
      'StandardInput=socket\nExecStart=/bin/sh -c "read x; echo $$x"',
    );
    const get = { method: 'GET', path: '/x?y', headers: [], body: '' };
    const sent = await send(get, listener('%t/a.sock', { family: 'unix', path: '%t/a.sock' }), true);
    expect(new TextDecoder().decode(sent.reply.body)).toBe('GET /x?y HTTP/1.1\r\n');
    expect(sent.answerer?.unit).toMatch(/^a@0-\d+-1999\.service$/);
  });

  test.for<[string, ListenerAddress]>([
    ['9997', { family: 'inet', host: undefined, port: 9997, v6: true }],
    ['%t/a.dgram', { family: 'unix', path: '%t/a.dgram' }],
  ])('reach the datagram socket %s, and show what it answers', async ([value, address], context) => {
    context.skip(reason !== undefined, reason);
    await install(`ListenDatagram=${value}`, 'a.service', 'ExecStart=/usr/bin/python3 %h/answer.py');
    const sent = await send(
      { kind: 'bytes', data: 'ping', close: true },
      { ...listener(value, address), kind: 'datagram' },
      false,
    );
    expect(new TextDecoder().decode(sent.reply.body)).toBe('answer to ping');
    expect(sent.answerer).toMatchObject({ unit: 'a.service', state: 'ended', exit: { code: 'exited', status: 0 } });
    expect(sent.answerer?.journal.map(({ message }) => message)).toContain("got b'ping'");
  });

  test('write into a FIFO', async (context) => {
    context.skip(reason !== undefined, reason);
    await install(
      'ListenFIFO=%t/a.fifo',
      'a.service',
      'StandardInput=socket\nStandardOutput=journal\nExecStart=/bin/sh -c "read x; echo got $$x"',
    );
    const fifo = { ...listener('%t/a.fifo', { family: 'unix', path: '%t/a.fifo' }), kind: 'fifo' } as const;
    const sent = await send({ kind: 'bytes', data: 'in\\n', close: true }, fifo, false);
    expect(sent.reply).toMatchObject({ ending: { kind: 'complete' }, body: new Uint8Array() });
    expect(sent.answerer?.journal.map(({ message }) => message)).toContain('got in');
  });

  test.for<[string, string, string]>([
    ['Python', '/usr/bin/python3 %h/crash.py', 'The handler crashed: ValueError: kaputt (crash.py line 3)'],
    [
      'Python, hidden by -',
      '-/usr/bin/python3 %h/crash.py',
      'The handler crashed: ValueError: kaputt (crash.py line 3)',
    ],
    ['a shell', '/bin/bash %h/crash.sh', 'The handler crashed: nosuchprogram: command not found (crash.sh line 3)'],
    ['a signal', '/bin/sh -c "read x; kill -SEGV $$$$"', 'The program of a@.service was killed by signal SIGSEGV.'],
    ['a status', '/bin/sh -c "read x; exit 3"', 'The program of a@.service exited with status 3.'],
  ])('say how a handler ended: %s', async ([, command, cause], context) => {
    context.skip(reason !== undefined, reason);
    writeFileSync(join(manager.home, 'crash.py'), 'import sys\nsys.stdin.readline()\nraise ValueError("kaputt")\n');
    writeFileSync(join(manager.home, 'crash.sh'), 'set -e\nread x\nnosuchprogram\n');
    await install('ListenStream=9999\nAccept=yes', 'a@.service', `StandardInput=socket\nExecStart=${command}`);
    const web = listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true });
    const sent = await send({ method: 'GET', path: '/', headers: [], body: '' }, web, true);
    const ignoresExit = command.startsWith('-');
    const subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine', ignoresExit };
    const worked = { kind: 'ok', ran: undefined } as const;
    const evidence = await gatherEvidence(target, subject, 'request', worked, sent.since, sent.reply.ending.kind);
    expect(explain({ ...evidence, exit: sent.answerer?.exit }, english).cause).toBe(cause);
  });

  test('tell a socket that nobody has from one that does not answer', async (context) => {
    context.skip(reason !== undefined, reason);
    const nobody = await send(
      { kind: 'bytes', data: 'x', close: true },
      listener('9990', { family: 'inet', host: undefined, port: 9990, v6: true }),
      true,
    );
    expect(nobody.reply.ending.kind).toBe('unreachable');
    await install('ListenStream=9999\nAccept=yes', 'a@.service', 'StandardInput=socket\nExecStart=/bin/true');
    const silent = await send(
      { kind: 'bytes', data: '', close: true },
      listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true }),
      true,
    );
    expect(silent.reply.ending.kind).toBe('empty');
  });

  test('a load run shows MaxConnections= at work', async (context) => {
    context.skip(reason !== undefined, reason);
    const answer = String.raw`printf 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'`;
    await install(
      'ListenStream=9999\nAccept=yes\nMaxConnections=2',
      'a@.service',
      'StandardInput=socket\nExecStart=%h/answer.sh',
    );
    writeFileSync(
      join(manager.home, 'answer.sh'),
      `#!/bin/bash\nwhile read -r l && [ "$l" != $'\\r' ]; do :; done\nsleep 0.05\n${answer}\n`,
      { mode: 0o755 },
    );
    const get = { method: 'GET', path: '/', headers: [], body: '' };
    const web = listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true });
    const gentle = await runLoad(target, get, web, 'a.socket', { requests: 20, concurrency: 1 });
    if (gentle.kind !== 'ok') throw new Error(JSON.stringify(gentle));
    expect(gentle.value.shots.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(gentle.value.after?.accepted).toBe(20);

    const hard = await runLoad(target, get, web, 'a.socket', { requests: 60, concurrency: 20 });
    if (hard.kind !== 'ok') throw new Error(JSON.stringify(hard));
    const answered = hard.value.shots.filter(({ status }) => status === 200).length;
    expect(hard.value.shots).toHaveLength(60);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(60);
    expect(hard.value.after?.refused).toBeGreaterThan(0);
    const subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine' };
    const evidence = await gatherEvidence(
      target,
      subject,
      'request',
      { kind: 'ok', ran: undefined },
      hard.value.since,
      'reset',
    );
    expect(explain(evidence, english)).toMatchObject({ code: 'too-many-connections' });
  });

  async function install(socket: string, name: string, service: string): Promise<void> {
    manager.install('a.socket', `[Socket]\n${socket}\n`);
    manager.install(name, `[Service]\nStandardError=journal\n${service}\n`);
    await manager.systemctl('daemon-reload');
    expect((await manager.systemctl('start', 'a.socket')).stderr).toBe('');
  }

  async function send(request: TestRequest, wanted: Listener, accept: boolean): Promise<Probe> {
    const state = await readState(target, 'a.socket');
    const [actual = wanted] = state.kind === 'ok' ? actualListeners([wanted], state.value.listens) : [];
    const connection = { socket: 'a.socket', service: accept ? 'a@.service' : 'a.service', accept };
    const sent = await probe(target, request, actual, connection);
    if (sent.kind !== 'ok') throw new Error(JSON.stringify(sent));
    return sent.value;
  }
});

function listener(value: string, address: ListenerAddress): Listener {
  return { directive: 'ListenStream', value, description: '', kind: 'stream', address };
}
