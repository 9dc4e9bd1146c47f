import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Listener, Plan } from '../../server/src/protocol/requests.ts';
import { prepareDeployment } from '../src/activation/deployment.ts';
import type { Explanation } from '../src/activation/evidence.ts';
import { explain } from '../src/activation/explain.ts';
import { gatherEvidence, type Subject } from '../src/activation/gather.ts';
import { followCommand } from '../src/activation/journal.ts';
import { probe } from '../src/activation/probe.ts';
import { type RunReport, runPlan } from '../src/activation/run-plan.ts';
import { isGood } from '../src/activation/step.ts';
import { systemctl } from '../src/activation/systemctl.ts';
import { readState } from '../src/activation/unit-state.ts';
import { english } from '../src/l10n.ts';
import { detect } from '../src/targets/detect.ts';
import { type Failure, ok, outputText } from '../src/targets/outcome.ts';
import { createConnection } from '../src/targets/ssh/connection.ts';
import { createHosts, type Hosts } from '../src/targets/ssh/hosts.ts';
import { createMultiplexing } from '../src/targets/ssh/multiplexing.ts';
import { sshTarget } from '../src/targets/ssh.ts';
import type { Target } from '../src/targets/target.ts';
import { findProgram, runProgram } from '../tools/program.ts';
import type { Machine } from './harness/machine.ts';
import { startMachine } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { type SshServer, startSshServer } from './harness/ssh-server.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// A machine with both managers, reached through its own sshd with the client that people have.

const reason = await missing('machine', 'ssh');
const PATH = process.env['PATH'];

let manager: Manager;
let machine: Machine;
let server: SshServer;
let hosts: Hosts;
/** The system's manager as root, the user's as tester. */
let system: Target;
let user: Target;

beforeAll(async () => {
  if (reason) return;
  manager = await startUserManager();
  machine = manager.machine;
  server = await startSshServer(machine);
  process.env['PATH'] = server.path;
  connect();
});
afterAll(async () => {
  hosts?.dispose();
  await manager?.stop();
  process.env['PATH'] = PATH;
});

/** As a fresh extension host does it. */
function connect(): void {
  hosts?.dispose();
  hosts = createHosts('/nonexistent', () => []);
  [system] = hosts.targets(server.hosts.root) as [Target, Target];
  [, user] = hosts.targets(server.hosts.tester) as [Target, Target];
}

describe('the managers of another machine', () => {
  afterEach(async () => {
    if (reason) return;
    for (const target of [system, user]) await clear(target);
  });

  test('are found, with one log-in for everything', async (context) => {
    context.skip(reason !== undefined, reason);
    const before = logIns();
    for (const target of [system, user]) {
      expect(await detect(target)).toMatchObject({ kind: 'reachable', state: 'running' });
      expect(await target.acquire()).toEqual(ok(undefined));
    }
    expect([system.elevation, user.elevation]).toEqual(['direct', 'direct']);
    expect(await user.unitDirectory()).toEqual(ok('/home/tester/.config/systemd/user'));
    await Promise.all([1, 2, 3, 4, 5].map(() => system.run(['true'])));
    expect(logIns() - before).toBe(2);
  });

  test.for(['system', 'user'] as const)(
    'get files, listen, answer, and tell who answered: %s',
    async (scope, context) => {
      context.skip(reason !== undefined, reason);
      const target = scope === 'system' ? system : user;
      const report = await activate(target, plan());
      expect(report).toMatchObject({ result: 'done', state: { active: 'active', listens: ['[::]:9999 (Stream)'] } });

      const sent = await probe(target, POST, LISTENER, { socket: 'a.socket', service: 'a@.service', accept: true });
      if (sent.kind !== 'ok') throw new Error(JSON.stringify(sent));
      expect(new TextDecoder().decode(sent.value.reply.body)).toBe('You said: POST /greet HTTP/1.1\r\n');
      expect(sent.value.answerer?.unit).toMatch(/^a@0-.*127\.0\.0\.1:9999-127\.0\.0\.1:\d+\.service$/);
      expect(sent.value.answerer).toMatchObject({ state: 'gone', journalRead: true });
      expect(sent.value.answerer?.journal.length).toBeGreaterThan(0);
      expect([sent.value.before?.accepted, sent.value.after?.accepted]).toEqual([0, 1]);
    },
  );

  test('tell who answered on a Unix socket by the process that asked there', async (context) => {
    context.skip(reason !== undefined, reason);
    const path = '/run/a "b" $(c).sock';
    await activate(system, plan(`[Socket]\nListenStream=${path}\nAccept=yes\n`));
    const listener = { ...LISTENER, value: path, address: { family: 'unix', path } } as const;
    const sent = await probe(system, POST, listener, { socket: 'a.socket', service: 'a@.service', accept: true });
    expect(sent).toMatchObject({ kind: 'ok', value: { answerer: { state: 'gone', journalRead: true } } });
    if (sent.kind === 'ok') expect(sent.value.answerer?.unit).toMatch(/^a@0-\d+(_\d+)?-0\.service$/);
  });

  test('get everything back as it was when the new version cannot listen', async (context) => {
    context.skip(reason !== undefined, reason);
    await activate(user, plan());
    const failed = await activate(user, plan(SOCKET.replace('9999', '81')));
    expect(failed.result).toBe('failed');
    expect(failed.putBack.map((step) => step.outcome.kind)).toEqual(['ok', 'ok', 'ok']);
    expect(await explained(user, failed)).toMatchObject({ code: 'listen-denied' });
    expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
    expect(await readState(user, 'a.socket')).toMatchObject({ value: { active: 'active', needsReload: false } });
  });

  test('are followed in their journal until it is enough', async (context) => {
    context.skip(reason !== undefined, reason);
    const abort = new AbortController();
    let said = '';
    const following = system.run(followCommand(''), {
      timeout: 0,
      limit: 0,
      signal: abort.signal,
      onOutput: (chunk) => {
        said += new TextDecoder().decode(chunk);
      },
    });
    const running = async () => (await machine.run(['pgrep', '-f', 'journalctl.*--follow'])).stdout.trim();
    await waitFor('journalctl', async () => (await running()) !== '');
    await machine.run(['systemd-cat', 'echo', 'something new']);
    await waitFor('the entry', async () => said.includes('something new'));
    expect(said).toMatch(/^\{/);
    abort.abort();
    expect(await following).toEqual({ kind: 'cancelled' });
    await waitFor('journalctl to end', async () => (await running()) === '');
  });

  test('are changed through sudo where the account is another, or it is said what is missing', async (context) => {
    context.skip(reason !== undefined, reason);
    const [asTester] = hosts.targets(server.hosts.tester) as [Target, Target];
    expect(await detect(asTester)).toMatchObject({ kind: 'reachable' });
    expect(asTester.elevation).toBe('sudo');
    const refused = await asTester.acquire();
    expect(await explainedFailure(asTester, refused)).toMatchObject({
      code: 'sudo-asks',
      cause: expect.stringContaining('a password is required'),
    });
    expect(await asTester.write('/etc/systemd/system/a.socket', FILE)).toEqual(refused);
    expect(await activate(asTester, plan())).toMatchObject({ result: 'failed', putBack: [] });

    await machine.run(['sh', '-c', 'echo "tester:*:20000::::::" >> /etc/shadow']);
    await machine.run(['sh', '-c', 'echo "tester ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/tester']);
    expect(await activate(asTester, plan())).toMatchObject({ result: 'done', state: { active: 'active' } });
    expect(await system.read('/etc/systemd/system/a.socket')).toMatchObject({ value: { owner: { uid: 0, gid: 0 } } });
    await machine.run(['rm', '/etc/sudoers.d/tester']);
  });
});

describe('a shell at the other end', () => {
  afterAll(() => reason === undefined && logInShell('/bin/bash'));

  test.for(['sh', 'bash', 'fish', 'tcsh'])('cannot make anything of names and contents: %s', async (shell, context) => {
    context.skip(reason !== undefined, reason);
    const program = findProgram(shell);
    if (program === undefined) throw new Error(`${shell} is not installed.`);
    await logInShell(program);
    for (const name of HOSTILE) {
      const path = `/root/odd/${name}`;
      expect(await system.write(path, FILE), name).toEqual(ok(undefined));
      expect(await system.read(path), name).toMatchObject({ kind: 'ok', value: FILE });
      expect(await system.resolve(path), name).toEqual(ok(path));
    }
    const there = readdirSync(join(machine.folder, 'root/odd'), { encoding: 'buffer' }).map(String);
    expect(there.toSorted()).toEqual(HOSTILE.toSorted());
    const echoed = await system.run(['printf', '%s\\0', ...HOSTILE, '', '../..', '--'], {
      env: { X: HOSTILE[0] ?? '' },
    });
    expect(echoed.kind === 'ok' && outputText(echoed.value).split('\0').slice(0, -1)).toEqual([
      ...HOSTILE,
      '',
      '../..',
      '--',
    ]);
    for (const name of HOSTILE) await system.write(`/root/odd/${name}`, { kind: 'absent' });
    expect(await system.removeFolder('/root/odd')).toEqual(ok(undefined));
    // What any of them would have done if a shell had taken it for a command.
    expect(existsSync(join(machine.folder, 'root/canary'))).toBe(false);
  });

  test('may greet as it likes', async (context) => {
    context.skip(reason !== undefined, reason);
    await logInShell('/bin/bash');
    const noise = 'echo Welcome to the machine; echo Mind the gap >&2; printf "no line end"\n';
    const bashrc = join(machine.folder, 'root/.bashrc');
    writeFileSync(bashrc, noise);
    expect(await system.write('/root/a file', FILE)).toEqual(ok(undefined));
    expect(await system.read('/root/a file')).toMatchObject({ kind: 'ok', value: FILE });
    const ran = await system.run(['sh', '-c', 'echo out; echo err >&2; exit 7']);
    expect(ran).toMatchObject({ kind: 'ok', value: { code: 7, stderr: 'err\n' } });
    expect(ran.kind === 'ok' && outputText(ran.value)).toBe('out\n');
    writeFileSync(bashrc, '');
    await system.write('/root/a file', { kind: 'absent' });
  });

  test('gets units with odd names and handlers with odd paths', async (context) => {
    context.skip(reason !== undefined, reason);
    const unit = String.raw`dev-\x2d\x27-\x24.socket`;
    const handler = { file: 'file:///w/h', path: "/opt/it's $(touch /root/canary)/`id`.sh", executed: true, unit };
    const files = [{ ...file(unit, SOCKET.replace('Accept=yes\n', '')), unit }];
    const service = file(unit.replace('.socket', '.service'), '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n');
    const dropIn = { ...file(unit, '[Socket]\nBacklog=5\n'), destination: `${unit}.d/- $(touch x);'".conf` };
    const wanted = {
      ...plan(),
      unit,
      start: unit,
      service: unit.replace('.socket', '.service'),
      accept: false,
      files: [service, ...files, dropIn],
      handlers: [handler],
    };
    const prepared = await prepareDeployment(system, wanted, async () => new TextEncoder().encode('#!/bin/sh\n'));
    if (prepared.kind !== 'ok') throw new Error(JSON.stringify(prepared));
    const report = await runPlan(prepared.value, { start: true });
    expect(report).toMatchObject({ result: 'done', state: { unit, active: 'active' } });
    expect(report.state?.dropIns.join(' ')).toContain('$(touch x);');
    expect(await system.read(handler.path)).toMatchObject({ value: { kind: 'file', mode: 0o755 } });
    await system.run(systemctl(system, 'stop', [unit]));
    expect(existsSync(join(machine.folder, 'root/canary'))).toBe(false);
  });

  test('is never reached by a host that ssh would take for an option', async (context) => {
    context.skip(reason !== undefined, reason);
    const canary = join(machine.folder, 'canary');
    for (const host of [`-oProxyCommand=touch ${canary}`, '-V', 'x@-oProxyCommand=id', 'a;id']) {
      for (const target of hosts.targets(host)) {
        expect(await target.run(['true'])).toEqual({ kind: 'refused', what: host, why: 'bad-host' });
      }
    }
    expect(existsSync(canary)).toBe(false);
  });
});

describe('a connection', () => {
  afterEach(async () => {
    if (reason) return;
    await server.kill();
    await server.start();
    connect();
  });

  test('that breaks leaves each file whole, the old or the new one, and no draft', async (context) => {
    context.skip(reason !== undefined, reason);
    const path = '/root/whole/big.service';
    const version = (letter: number) => ({ ...FILE, bytes: new Uint8Array(4_000_000).fill(letter) });
    await system.write(path, version(65));
    for (const [count, delay] of [5, 15, 30, 60, 120].entries()) {
      const writing = system.write(path, version(66 + count));
      await new Promise((resolve) => setTimeout(resolve, delay));
      await server.kill();
      const outcome = await writing;
      if (outcome.kind !== 'ok') {
        // A command that comes too late finds nobody to connect to.
        const { code } = await explainedFailure(system, outcome);
        expect(['ssh-connection-lost', 'ssh-refused']).toContain(code);
      }
      await server.start();
      const now = readFileSync(join(machine.folder, 'root/whole/big.service'));
      expect(now.length).toBe(4_000_000);
      expect(now.every((byte) => byte === now[0])).toBe(true);
      if (outcome.kind === 'ok') expect(now[0]).toBe(66 + count);
    }
    await waitFor('the drafts to go', async () => readdirSync(join(machine.folder, 'root/whole')).length === 1);
    // Without anybody doing anything, the next command has a new connection.
    await waitFor('a new connection', async () => (await system.run(['true'])).kind === 'ok');
  });

  test('that breaks while a program runs is told from a program that fails', async (context) => {
    context.skip(reason !== undefined, reason);
    const running = system.run(['sleep', '20']);
    await waitFor('the program', async () => (await machine.run(['pgrep', '-fx', 'sleep 20'])).stdout !== '');
    await server.kill();
    expect(await explainedFailure(system, await running)).toMatchObject({ code: 'ssh-connection-lost' });
    await server.start();
  });

  test('is explained where there is none', async (context) => {
    context.skip(reason !== undefined, reason);
    server.configure(
      [
        'Host refused\n  HostName 127.0.0.1\n  Port 2',
        'Host silent\n  HostName 127.0.0.1\n  ProxyCommand sleep 60\n  ConnectTimeout 1',
        'Host no-key\n  HostName 127.0.0.1\n  PubkeyAuthentication no',
        'Host unknown-key\n  HostName 127.0.0.1\n  UserKnownHostsFile /dev/null',
        `Host changed-key\n  HostName 127.0.0.1\n  UserKnownHostsFile ${server.folder}/wrong_hosts`,
        'Host greeted\n  HostName 127.0.0.1\n  User root\n  RemoteCommand date\n  RequestTTY force\n  LocalForward 22 127.0.0.1:22',
      ].join('\n'),
    );
    const [type, key] = readFileSync(join(server.folder, 'id.pub'), 'utf8').split(' ');
    writeFileSync(join(server.folder, 'wrong_hosts'), `127.0.0.1 ${type} ${key}\n`);
    const code = async (host: string) => {
      const [target] = hosts.targets(host) as [Target];
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
    const [target] = hosts.targets('web1') as [Target];
    const outcome = await target.run(['true']);
    process.env['PATH'] = server.path;
    expect(await explainedFailure(target, outcome as Failure)).toMatchObject({ code: 'ssh-missing' });
  });

  test('is made for each command where ssh cannot share one, as on Windows', async (context) => {
    context.skip(reason !== undefined, reason);
    const target = sshTarget(createConnection(server.hosts.root, createMultiplexing('win32')), 'system');
    const before = logIns();
    expect(await target.write('/root/alone', FILE)).toEqual(ok(undefined));
    expect(await target.read('/root/alone')).toMatchObject({ kind: 'ok', value: FILE });
    expect(logIns() - before).toBe(3);
    // Not the program of another test, which may outlive its connection.
    const running = target.run(['sleep', '21']);
    await waitFor('the program', async () => (await machine.run(['pgrep', '-fx', 'sleep 21'])).stdout !== '');
    await server.kill();
    expect(await explainedFailure(target, await running)).toMatchObject({ code: 'ssh-connection-lost' });
    await server.start();
  });

  test('that the person keeps open is used', async (context) => {
    context.skip(reason !== undefined, reason);
    server.configure(`Host own\n  HostName 127.0.0.1\n  User root\n  ControlPath ${server.folder}/own\n`);
    await system.run(['true']);
    const held = logIns();
    const opened = await machineSsh(['-o', 'ControlMaster=yes', '-o', 'ControlPersist=30', 'own', 'true']);
    expect(opened).toBe(0);
    const [target] = hosts.targets('own') as [Target];
    expect(await target.run(['true'])).toMatchObject({ kind: 'ok' });
    expect(logIns() - held).toBe(1);
    await machineSsh(['-O', 'exit', 'own']);
  });
});

test('a machine without systemd is told so', async (context) => {
  context.skip(reason !== undefined, reason);
  const bare = await startMachine({ init: 'nothing' });
  try {
    const other = await startSshServer(bare);
    process.env['PATH'] = other.path;
    connect();
    const [target] = hosts.targets(other.hosts.root) as [Target];
    expect(await detect(target)).toMatchObject({ kind: 'unreachable', reason: 'no-manager' });
    await bare.run(['mv', '/usr/bin/systemctl', '/usr/bin/elsewhere']);
    const reach = await detect(target);
    expect(reach).toMatchObject({ kind: 'unreachable', reason: 'no-systemctl' });
  } finally {
    await bare.stop();
    process.env['PATH'] = server.path;
    connect();
  }
});

const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
const TEMPLATE = [
  '[Service]',
  'StandardInput=socket',
  'StandardError=journal',
  'ExecStart=-/bin/sh -c "read line; echo You said: $$line; echo noted >&2; exit 3"',
  '',
].join('\n');
const LISTENER: Listener = {
  directive: 'ListenStream',
  value: '9999',
  description: 'TCP port 9999',
  kind: 'stream',
  address: { family: 'inet', host: undefined, port: 9999, v6: true },
};
const POST = { method: 'POST', path: '/greet', headers: ["X-Test: it's $(id)"], body: "a\\b'c\n!" };
const FILE = { kind: 'file', bytes: Uint8Array.of(0, 255, 10, 13, 39, 92, 10), mode: 0o640 } as const;
const HOSTILE = [
  'plain',
  '-rf',
  '--',
  ' blank ',
  '$(touch canary)',
  '`touch canary`',
  ';touch canary',
  "';touch canary;'",
  "\\';touch canary #",
  "\\\\';touch canary #",
  '"$HOME"',
  'a\ntouch canary\n',
  '\ttab',
  '!!',
  '=ls',
  '~root',
  '{a,b}[c]*?',
  String.raw`dev-disk-by\x2duuid.mount`,
  'ends in \\',
  'é ü 漢',
  '&touch canary',
  '|touch canary',
  '%h',
  '^x^y',
  '#',
];

function plan(socket = SOCKET): Plan {
  return {
    unit: 'a.socket',
    start: 'a.socket',
    manager: 'user',
    files: [file('a@.service', TEMPLATE), file('a.socket', socket)],
    handlers: [],
    listeners: [LISTENER],
    blockers: [],
    accept: true,
    service: 'a@.service',
    installable: false,
  };
}

function file(name: string, text: string): Plan['files'][number] {
  return { source: `file:///workspace/${name}`, destination: name, text, mode: 0o644, unit: name };
}

async function activate(target: Target, wanted: Plan): Promise<RunReport> {
  const prepared = await prepareDeployment(target, wanted, async () => undefined);
  if (prepared.kind !== 'ok') throw new Error(`not prepared: ${JSON.stringify(prepared)}`);
  return runPlan(prepared.value, { start: true });
}

function subjectOn(target: Target): Subject {
  return { unit: 'a.socket', service: 'a@.service', accept: true, place: target.host ?? '' };
}

async function explained(target: Target, report: RunReport): Promise<Explanation> {
  const failed = report.steps.findLast((step) => !isGood(step.outcome));
  if (failed === undefined) throw new Error('Nothing failed.');
  const evidence = await gatherEvidence(target, subjectOn(target), failed.name, failed.outcome, report.since);
  return explain(evidence, english);
}

async function explainedFailure(target: Target, outcome: Failure | { readonly kind: 'ok' }): Promise<Explanation> {
  if (outcome.kind === 'ok') throw new Error('It worked.');
  return explain(await gatherEvidence(target, subjectOn(target), 'look', outcome, undefined), english);
}

async function clear(target: Target): Promise<void> {
  const directory = await target.unitDirectory();
  if (directory.kind !== 'ok') return;
  await target.run(systemctl(target, 'stop', ['a.socket']));
  for (const name of ['a.socket', 'a@.service']) await target.write(`${directory.value}/${name}`, { kind: 'absent' });
  await target.run(systemctl(target, 'daemon-reload'));
  await target.run(systemctl(target, 'reset-failed'));
}

/** How often somebody has logged in. */
function logIns(): number {
  return readFileSync(join(server.folder, 'log'), 'utf8').split('Accepted publickey').length - 1;
}

async function logInShell(program: string): Promise<void> {
  await machine.run(['sed', '-i', `s|^root:\\(.*\\):[^:]*$|root:\\1:${program}|`, '/etc/passwd']);
}

/** The client by hand; gives its exit status. */
async function machineSsh(args: readonly string[]): Promise<number> {
  return (await runProgram([join(server.folder, 'bin/ssh'), ...args], { timeout: 10_000 })).code;
}
