import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Listener, Plan } from '../../server/src/protocol/requests.ts';
import { prepareDeployment } from '../src/activation/deployment.ts';
import { followCommand } from '../src/activation/journal.ts';
import { probe } from '../src/activation/probe.ts';
import { runPlan } from '../src/activation/run-plan.ts';
import { systemctl } from '../src/activation/systemctl.ts';
import { containerTarget, listContainers } from '../src/targets/container.ts';
import { detect } from '../src/targets/detect.ts';
import { ok, outputText } from '../src/targets/outcome.ts';
import { runProgram } from '../src/targets/process.ts';
import type { Target } from '../src/targets/target.ts';
import { CONTAINER_ROOT, startContainer } from './harness/container.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { RELEASES, rootFileSystem } from './harness/rootfs.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { waitFor } from './harness/wait.ts';

// A container of a newer release on a machine of this one, entered as the extension enters it.

const reason = await missing('machine', 'containers', 'debootstrap');

let manager: Manager;
let here: Target['run'];
let target: Target;

beforeAll(async () => {
  if (reason) return;
  const [release] = RELEASES;
  const root = release === undefined ? '/' : await rootFileSystem(release);
  manager = await startSystemManager({ folders: { [root]: CONTAINER_ROOT } });
  here = (argv, options = {}) => runProgram(manager.machine.command(argv), options);
  await startContainer(manager.machine, 'web1');
  target = containerTarget('web1', here, true);
});
afterAll(() => manager?.stop());

describe('a container', () => {
  test('is found where systemd-machined knows it, and told from its machine', async (context) => {
    context.skip(reason !== undefined, reason);
    expect(await listContainers(here)).toEqual(['web1']);
    expect(await detect(target)).toMatchObject({ kind: 'reachable', version: expect.stringMatching(/^257/) });
    expect(await detect(containerTarget('gone', here, true))).toMatchObject({ kind: 'unreachable' });
    expect(await detect(containerTarget('web1', here, false))).toMatchObject({ reason: 'no-privileges' });
    expect(await listContainers(async () => ({ kind: 'missing', program: 'machinectl' }))).toEqual([]);
  });

  test('gets files, listens, answers, and tells who answered', async (context) => {
    context.skip(reason !== undefined, reason);
    const prepared = await prepareDeployment(target, PLAN, async () => undefined);
    if (prepared.kind !== 'ok') throw new Error(JSON.stringify(prepared));
    const report = await runPlan(prepared.value, { start: true });
    expect(report).toMatchObject({ result: 'done', state: { active: 'active' } });
    const connection = { socket: 'a.socket', service: 'a@.service', accept: true };
    const sent = await probe(target, POST, LISTENER, connection);
    expect(sent).toMatchObject({ kind: 'ok', value: { answerer: { state: 'gone', journalRead: true } } });
    if (sent.kind === 'ok') expect(new TextDecoder().decode(sent.value.reply.body)).toContain('POST /greet');
    // The machine around it has neither the unit nor its files.
    expect((await manager.systemctl('show', '-P', 'LoadState', 'a.socket')).stdout).toBe('not-found\n');
    await target.run(systemctl(target, 'stop', ['a.socket']));
  });

  test('cannot make anything of names and contents', async (context) => {
    context.skip(reason !== undefined, reason);
    for (const name of HOSTILE) {
      const path = `/root/odd/${name}`;
      expect(await target.write(path, FILE), name).toEqual(ok(undefined));
      expect(await target.read(path), name).toMatchObject({ kind: 'ok', value: FILE });
    }
    const ran = await target.run(['printf', '%s\\0', ...HOSTILE, '']);
    expect(ran.kind === 'ok' && outputText(ran.value).split('\0').slice(0, -1)).toEqual([...HOSTILE, '']);
    expect(await target.run(['sh', '-c', 'echo err >&2; exit 7'])).toMatchObject({
      value: { code: 7, stderr: 'err\n' },
    });
    expect(await target.run(['nonesuch'])).toEqual({ kind: 'missing', program: 'nonesuch' });
  });

  test('is let go of when it is enough: cancelled, in time, in size', async (context) => {
    context.skip(reason !== undefined, reason);
    const abort = new AbortController();
    let said = '';
    const following = target.run(followCommand(''), {
      timeout: 0,
      limit: 0,
      signal: abort.signal,
      onOutput: (chunk) => {
        said += new TextDecoder().decode(chunk);
      },
    });
    const running = async () => (await manager.run(['pgrep', '-f', '^journalctl.*--follow'])).stdout.trim();
    await waitFor('journalctl', async () => (await running()) !== '');
    await target.run(['systemd-cat', 'echo', 'something new']);
    await waitFor('the entry', async () => said.includes('something new'));
    abort.abort();
    expect(await following).toEqual({ kind: 'cancelled' });
    expect(await target.run(['sleep', '60'], { timeout: 500 })).toMatchObject({ kind: 'timeout' });
    const endless = await target.run(['cat', '/dev/zero'], { limit: 1000, overflow: 'stop' });
    expect(endless).toMatchObject({ kind: 'ok', value: { truncated: true } });
    await waitFor('journalctl to end', async () => (await running()) === '');
  });
});

const TEMPLATE = '[Service]\nStandardInput=socket\nExecStart=-/bin/sh -c "read line; echo You said: $$line"\n';
const LISTENER: Listener = {
  directive: 'ListenStream',
  value: '9999',
  description: 'TCP port 9999',
  kind: 'stream',
  address: { family: 'inet', host: undefined, port: 9999, v6: true },
};
const PLAN: Plan = {
  unit: 'a.socket',
  start: 'a.socket',
  manager: 'system',
  files: [file('a@.service', TEMPLATE), file('a.socket', '[Socket]\nListenStream=9999\nAccept=yes\n')],
  handlers: [],
  listeners: [LISTENER],
  blockers: [],
  accept: true,
  service: 'a@.service',
  installable: false,
};
const POST = { method: 'POST', path: '/greet', headers: ["X-Test: it's $HOME"], body: 'a$b' };
const FILE = { kind: 'file', bytes: Uint8Array.of(0, 255, 10, 13, 36, 10), mode: 0o640 } as const;
const HOSTILE = [
  '-rf',
  '$HOME',
  '$$',
  '%h %%',
  '`id`',
  "'; id #",
  '\\x2d\\',
  'a\nb\n',
  'é 漢',
  '"',
  '~',
  '*?[a]',
  '@x',
];

function file(name: string, text: string): Plan['files'][number] {
  return { source: `file:///workspace/${name}`, destination: name, text, mode: 0o644, unit: name };
}
