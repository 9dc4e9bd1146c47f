import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detect } from '../src/manager/detect.ts';
import { ok, outputText } from '../src/manager/outcome.ts';
import { runProgram } from '../src/manager/process.ts';
import { systemctl } from '../src/manager/systemctl.ts';
import type { Target } from '../src/manager/target.ts';
import { containerTarget, listContainers } from '../src/manager/targets/container.ts';
import { activate, ask, ECHO, planFor, SOCKET } from './harness/activation.ts';
import { CONTAINER_ROOT, startContainer } from './harness/container.ts';
import { followJournal } from './harness/follow-journal.ts';
import { FILE, HOSTILE, HOSTILE_POST } from './harness/hostile.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { RELEASES, rootFileSystem } from './harness/rootfs.ts';
import { startSystemManager } from './harness/system-manager.ts';

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
    const report = await activate(target, planFor(SOCKET, ECHO));
    expect(report).toMatchObject({ result: 'done', state: { active: 'active' } });
    const { reply, answerer } = await ask(target, { request: HOSTILE_POST });
    expect(answerer).toMatchObject({ state: 'gone', journalRead: true });
    expect(new TextDecoder().decode(reply.body)).toContain('POST /greet');
    // The machine around it has neither the unit nor its files.
    expect((await manager.systemctl('show', '-P', 'LoadState', 'a.socket')).stdout).toBe('not-found\n');
    await target.run(systemctl(target, 'stop', ['a.socket']));
  });

  test('cannot make anything of names and contents', async (context) => {
    context.skip(reason !== undefined, reason);
    for (const name of HOSTILE) {
      const path = `/root/odd/${name}`;
      expect(await target.write(path, FILE, 'anything'), name).toEqual(ok(undefined));
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
    await followJournal(target, manager.machine, '^journalctl.*--follow');
    expect(await target.run(['sleep', '60'], { timeout: 500 })).toMatchObject({ kind: 'timeout' });
    const endless = await target.run(['cat', '/dev/zero'], { limit: 1000, overflow: 'stop' });
    expect(endless).toMatchObject({ kind: 'ok', value: { truncated: true } });
  });
});
