import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { detect } from '../src/manager/detect.ts';
import { type Failure, ok } from '../src/manager/outcome.ts';
import { createConnection } from '../src/manager/ssh/connection.ts';
import { createMultiplexing } from '../src/manager/ssh/multiplexing.ts';
import type { Target } from '../src/manager/target.ts';
import { sshTarget } from '../src/manager/targets/ssh.ts';
import { runProgram } from '../tools/program.ts';
import { FILE } from './harness/hostile.ts';
import { explainedFailure, type Remote, startRemote } from './harness/remote.ts';
import { missing } from './harness/requirements.ts';
import { waitFor } from './harness/wait.ts';

// Connections that break, that are not there, and that somebody keeps open.

const reason = await missing('machine', 'ssh');
let remote: Remote;

beforeAll(async () => {
  if (!reason) remote = await startRemote();
});
afterAll(() => remote?.stop());

describe('a connection', () => {
  afterEach(async () => {
    if (reason) return;
    await remote.server.kill();
    await remote.server.start();
    remote.connect();
  });

  test('that breaks leaves each file whole, the old or the new one, and no draft', async (context) => {
    context.skip(reason !== undefined, reason);
    const path = '/root/whole/big.service';
    const version = (letter: number) => ({ ...FILE, bytes: new Uint8Array(4_000_000).fill(letter) });
    await remote.system.write(path, version(65), 'anything');
    for (const [count, delay] of [5, 15, 30, 60, 120].entries()) {
      const writing = remote.system.write(path, version(66 + count), 'anything');
      await new Promise((resolve) => setTimeout(resolve, delay));
      await remote.server.kill();
      const outcome = await writing;
      if (outcome.kind !== 'ok') {
        // A command that comes too late finds nobody to connect to.
        const { code } = await explainedFailure(remote.system, outcome);
        expect(['ssh-connection-lost', 'ssh-refused']).toContain(code);
      }
      await remote.server.start();
      const now = readFileSync(join(remote.machine.folder, 'root/whole/big.service'));
      expect(now.length).toBe(4_000_000);
      expect(now.every((byte) => byte === now[0])).toBe(true);
      if (outcome.kind === 'ok') expect(now[0]).toBe(66 + count);
    }
    await waitFor('the drafts to go', async () => readdirSync(join(remote.machine.folder, 'root/whole')).length === 1);
    // Without anybody doing anything, the next command has a new connection.
    await waitFor('a new connection', async () => (await remote.system.run(['true'])).kind === 'ok');
  });

  test('that breaks while a program runs is told from a program that fails', async (context) => {
    context.skip(reason !== undefined, reason);
    const running = remote.system.run(['sleep', '20']);
    await waitFor('the program', async () => (await remote.machine.run(['pgrep', '-fx', 'sleep 20'])).stdout !== '');
    await remote.server.kill();
    expect(await explainedFailure(remote.system, await running)).toMatchObject({ code: 'ssh-connection-lost' });
    await remote.server.start();
  });

  test('is explained where there is none', async (context) => {
    context.skip(reason !== undefined, reason);
    remote.server.configure(
      [
        'Host refused\n  HostName 127.0.0.1\n  Port 2',
        'Host silent\n  HostName 127.0.0.1\n  ProxyCommand sleep 60\n  ConnectTimeout 1',
        'Host no-key\n  HostName 127.0.0.1\n  PubkeyAuthentication no',
        'Host unknown-key\n  HostName 127.0.0.1\n  UserKnownHostsFile /dev/null',
        `Host changed-key\n  HostName 127.0.0.1\n  UserKnownHostsFile ${remote.server.folder}/wrong_hosts`,
        'Host greeted\n  HostName 127.0.0.1\n  User root\n  RemoteCommand date\n  RequestTTY force\n  LocalForward 22 127.0.0.1:22',
      ].join('\n'),
    );
    const [type, key] = readFileSync(join(remote.server.folder, 'id.pub'), 'utf8').split(' ');
    writeFileSync(join(remote.server.folder, 'wrong_hosts'), `127.0.0.1 ${type} ${key}\n`);
    const code = async (host: string) => {
      const [target] = remote.hosts.targets(host) as [Target];
      const reach = await detect(target);
      if (reach.kind === 'reachable') return 'reachable';
      const { reason: why, detail } = reach;
      return (await explainedFailure(target, { kind: 'unavailable', reason: why, detail })).code;
    };
    expect(await code('refused')).toBe('ssh-refused');
    expect(await code('no-key')).toBe('ssh-not-let-in');
    expect(await code('unknown-key')).toBe('ssh-host-key-unknown');
    expect(await code('changed-key')).toBe('ssh-host-key-changed');
    expect(await code('no.such.host.invalid')).toBe('ssh-host-unknown');
    // What people configure for their own sessions is not in the way.
    expect(await code('greeted')).toBe('reachable');
  });

  test('is not made where there is no ssh', async (context) => {
    context.skip(reason !== undefined, reason);
    process.env['PATH'] = '/nonexistent';
    const [target] = remote.hosts.targets('web1') as [Target];
    const outcome = await target.run(['true']);
    process.env['PATH'] = remote.server.path;
    expect(await explainedFailure(target, outcome as Failure)).toMatchObject({ code: 'ssh-missing' });
  });

  test('is made for each command where ssh cannot share one, as on Windows', async (context) => {
    context.skip(reason !== undefined, reason);
    const target = sshTarget(createConnection(remote.server.hosts.root, createMultiplexing('win32')), 'system');
    const before = remote.logIns();
    expect(await target.write('/root/alone', FILE, 'anything')).toEqual(ok(undefined));
    expect(await target.read('/root/alone')).toMatchObject({ kind: 'ok', value: FILE });
    expect(remote.logIns() - before).toBe(3);
    // Not the program of another test, which may outlive its connection.
    const running = target.run(['sleep', '21']);
    await waitFor('the program', async () => (await remote.machine.run(['pgrep', '-fx', 'sleep 21'])).stdout !== '');
    await remote.server.kill();
    expect(await explainedFailure(target, await running)).toMatchObject({ code: 'ssh-connection-lost' });
    await remote.server.start();
  });

  test('that the person keeps open is used', async (context) => {
    context.skip(reason !== undefined, reason);
    remote.server.configure(`Host own\n  HostName 127.0.0.1\n  User root\n  ControlPath ${remote.server.folder}/own\n`);
    await remote.system.run(['true']);
    const held = remote.logIns();
    const opened = await machineSsh(['-o', 'ControlMaster=yes', '-o', 'ControlPersist=30', 'own', 'true']);
    expect(opened).toBe(0);
    const [target] = remote.hosts.targets('own') as [Target];
    expect(await target.run(['true'])).toMatchObject({ kind: 'ok' });
    expect(remote.logIns() - held).toBe(1);
    await machineSsh(['-O', 'exit', 'own']);
  });
});

/** The client by hand; gives its exit status. */
async function machineSsh(args: readonly string[]): Promise<number> {
  return (await runProgram([join(remote.server.folder, 'bin/ssh'), ...args], { timeout: 10_000 })).code;
}
