import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LISTENER } from '../src/deploy/plan-for-tests.ts';
import { detect } from '../src/manager/detect.ts';
import { ok } from '../src/manager/outcome.ts';
import type { Target } from '../src/manager/target.ts';
import { readState } from '../src/manager/unit-state.ts';
import { activate, ask, clear, ECHO, explained, planFor, SOCKET } from './harness/activation.ts';
import { followJournal } from './harness/follow-journal.ts';
import { FILE, HOSTILE_POST } from './harness/hostile.ts';
import { startMachine } from './harness/machine.ts';
import { explainedFailure, type Remote, startRemote, subjectOn } from './harness/remote.ts';
import { missing } from './harness/requirements.ts';
import { startSshServer } from './harness/ssh-server.ts';

// Both managers of another machine, reached over ssh: what is done there is what is done here.

const reason = await missing('machine', 'ssh');
let remote: Remote;

beforeAll(async () => {
  if (!reason) remote = await startRemote();
});
afterAll(() => remote?.stop());

describe('the managers of another machine', () => {
  afterEach(async () => {
    if (reason) return;
    for (const target of [remote.system, remote.user]) await clear(target);
  });

  test('are found, with one log-in for everything', async (context) => {
    context.skip(reason !== undefined, reason);
    const before = remote.logIns();
    for (const target of [remote.system, remote.user]) {
      expect(await detect(target)).toMatchObject({ kind: 'reachable', state: 'running' });
      expect(await target.acquire({ files: [], units: [] })).toEqual(ok(undefined));
    }
    expect([remote.system.elevation, remote.user.elevation]).toEqual(['direct', 'direct']);
    expect(await remote.user.unitDirectory()).toEqual(ok('/home/tester/.config/systemd/user'));
    await Promise.all([1, 2, 3, 4, 5].map(() => remote.system.run(['true'])));
    expect(remote.logIns() - before).toBe(2);
  });

  test.for(['system', 'user'] as const)(
    'get files, listen, answer, and tell who answered: %s',
    async (scope, context) => {
      context.skip(reason !== undefined, reason);
      const target = scope === 'system' ? remote.system : remote.user;
      const report = await activate(target, planFor(SOCKET, ECHO));
      expect(report).toMatchObject({ result: 'done', state: { active: 'active', listens: ['[::]:9999 (Stream)'] } });

      const { reply, answerer, before, after } = await ask(target, { request: HOSTILE_POST });
      expect(new TextDecoder().decode(reply.body)).toBe('You said: POST /greet HTTP/1.1\r\n');
      expect(answerer?.unit).toMatch(/^a@0-.*127\.0\.0\.1:9999-127\.0\.0\.1:\d+\.service$/);
      expect(answerer).toMatchObject({ state: 'gone', journalRead: true });
      expect(answerer?.journal.length).toBeGreaterThan(0);
      expect([before?.accepted, after?.accepted]).toEqual([0, 1]);
    },
  );

  test('tell who answered on a Unix socket by the process that asked there', async (context) => {
    context.skip(reason !== undefined, reason);
    const path = '/run/a "b" $(c).sock';
    await activate(remote.system, planFor(`[Socket]\nListenStream=${path}\nAccept=yes\n`, ECHO));
    const listener = { ...LISTENER, value: path, address: { family: 'unix', path } } as const;
    const { answerer } = await ask(remote.system, { request: HOSTILE_POST, listener });
    expect(answerer).toMatchObject({ state: 'gone', journalRead: true });
    expect(answerer?.unit).toMatch(/^a@0-\d+(_\d+)?-0\.service$/);
  });

  test('get everything back as it was when the new version cannot listen', async (context) => {
    context.skip(reason !== undefined, reason);
    await activate(remote.user, planFor(SOCKET, ECHO));
    const failed = await activate(remote.user, planFor(SOCKET.replace('9999', '81'), ECHO));
    expect(failed.result).toBe('failed');
    expect(failed.putBack.map((step) => step.outcome.kind)).toEqual(['ok', 'ok', 'ok']);
    expect(await explained(remote.user, subjectOn(remote.user), failed)).toMatchObject({ code: 'listen-denied' });
    expect(readFileSync(join(remote.manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
    expect(await readState(remote.user, 'a.socket')).toMatchObject({ value: { active: 'active', needsReload: false } });
  });

  test('are followed in their journal until it is enough', async (context) => {
    context.skip(reason !== undefined, reason);
    expect(await followJournal(remote.system, remote.machine, 'journalctl.*--follow')).toMatch(/^\{/);
  });

  test('are changed through sudo where the account is another, or it is said what is missing', async (context) => {
    context.skip(reason !== undefined, reason);
    const [asTester] = remote.hosts.targets(remote.server.hosts.tester) as [Target, Target];
    expect(await detect(asTester)).toMatchObject({ kind: 'reachable' });
    expect(asTester.elevation).toBe('sudo');
    const refused = await asTester.acquire({ files: [], units: [] });
    expect(await explainedFailure(asTester, refused)).toMatchObject({
      code: 'sudo-asks',
      cause: expect.stringContaining('a password is required'),
    });
    expect(await asTester.write('/etc/systemd/system/a.socket', FILE, 'anything')).toEqual(refused);
    expect(await activate(asTester, planFor(SOCKET, ECHO))).toMatchObject({ result: 'failed', putBack: [] });

    await remote.machine.run(['sh', '-c', 'echo "tester:*:20000::::::" >> /etc/shadow']);
    await remote.machine.run(['sh', '-c', 'echo "tester ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/tester']);
    expect(await activate(asTester, planFor(SOCKET, ECHO))).toMatchObject({
      result: 'done',
      state: { active: 'active' },
    });
    expect(await remote.system.read('/etc/systemd/system/a.socket')).toMatchObject({
      value: { owner: { uid: 0, gid: 0 } },
    });
    await remote.machine.run(['rm', '/etc/sudoers.d/tester']);
  });
});

test('a machine without systemd is told so', async (context) => {
  context.skip(reason !== undefined, reason);
  const bare = await startMachine({ init: 'nothing' });
  try {
    const other = await startSshServer(bare);
    process.env['PATH'] = other.path;
    remote.connect();
    const [target] = remote.hosts.targets(other.hosts.root) as [Target];
    expect(await detect(target)).toMatchObject({ kind: 'unreachable', reason: 'no-manager' });
    await bare.run(['mv', '/usr/bin/systemctl', '/usr/bin/elsewhere']);
    const reach = await detect(target);
    expect(reach).toMatchObject({ kind: 'unreachable', reason: 'no-systemctl' });
  } finally {
    await bare.stop();
    process.env['PATH'] = remote.server.path;
    remote.connect();
  }
});
