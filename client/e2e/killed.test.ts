import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../server/src/protocol/plan.ts';
import { plannedFile, planOf } from '../src/deploy/plan-for-tests.ts';
import { readState } from '../src/manager/unit-state.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { targetOf } from './harness/target.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// An extension host that is killed in the middle of a deployment leaves the old state or the new one, whole.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OLD = files('[Socket]\nListenStream=9001\nAccept=yes\n', 'old');
const NEW = files('[Socket]\nListenStream=9002\nAccept=yes\nMaxConnections=9\n', 'new');

describe('a deployment that is cut off', async () => {
  const reason = await missing('machine');
  let manager: Manager;
  let records: string;

  beforeAll(async () => {
    if (reason) return;
    // The checkout may lie in a folder that the machine has one of its own for, such as /tmp.
    manager = await startUserManager(/^\/(tmp|run|dev)\//.test(ROOT) ? { folders: { [ROOT]: ROOT } } : {});
    records = join(manager.home, 'records');
  });
  afterAll(() => manager?.stop());

  const deploy = async (plan: Plan, step = '', count = '1') => {
    // The socket starts more often here in ten seconds than the start limit allows.
    await manager.systemctl('reset-failed', 'a.socket');
    const file = join(manager.machine.folder, 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    const script = join(ROOT, 'client/e2e/harness/killed-run.ts');
    const helper = join(ROOT, 'dist/helper.cjs');
    // The home as it is inside.
    return manager.run([process.execPath, script, file, '/home/tester/records', helper, step, count]);
  };
  /** The guard goes when it has done its work. */
  const settled = () =>
    waitFor('the guard to be gone', async () => (await manager.run(['pgrep', '--full', 'dist/helper.cjs'])).code !== 0);

  test.for([
    ['write', '1'],
    ['write', '2'],
    ['verify', '1'],
    ['reload', '1'],
    ['restart', '1'],
    ['state', '1'],
  ] as const)('at %s %s leaves the old version whole, or the new one', async ([step, count], context) => {
    context.skip(reason !== undefined, reason);
    // A guard that was killed before it was up leaves its record to the next run.
    expect((await deploy(OLD)).stdout).toBe('done\n');
    expect(readdirSync(records).filter((name) => name.endsWith('.json'))).toEqual([]);
    const killed = await deploy(NEW, step, count);
    expect(killed.stdout).not.toBe('failed\n');
    await settled();

    const version = contentOf(manager);
    const whole = [textsOf(OLD), textsOf(NEW)];
    expect(whole).toContainEqual(version);
    const port = version[0] === textsOf(OLD)[0] ? 9001 : 9002;
    const state = await readState(targetOf(manager), 'a.socket');
    expect(state).toMatchObject({
      value: { active: 'active', sub: 'listening', needsReload: false, listens: [`[::]:${port} (Stream)`] },
    });
    const { stdout } = await manager.run(['ss', '--listening', '--tcp', '--numeric', '--no-header']);
    expect(stdout).toContain(`:${port}`);
    expect(stdout).not.toContain(port === 9001 ? ':9002' : ':9001');
    expect(readdirSync(manager.units).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('for the first time leaves nothing at all', async (context) => {
    context.skip(reason !== undefined, reason);
    const fresh = { ...NEW, unit: 'b.socket', start: 'b.socket', files: NEW.files.map(renamed) };
    await deploy(fresh, 'restart');
    await settled();
    expect(readdirSync(manager.units).filter((name) => name.startsWith('b'))).toEqual([]);
    expect(await readState(targetOf(manager), 'b.socket')).toMatchObject({
      value: { load: 'not-found', active: 'inactive' },
    });
  });
});

function contentOf(manager: Manager): string[] {
  return ['a.socket', 'a@.service', 'a.socket.d/10.conf'].map((name) =>
    readFileSync(join(manager.units, name), 'utf8'),
  );
}

function textsOf(plan: Plan): string[] {
  return plan.files.map(({ text }) => text);
}

function renamed(file: Plan['files'][number]): Plan['files'][number] {
  return { ...file, destination: file.destination.replace(/^a/, 'b'), unit: file.unit.replace(/^a/, 'b') };
}

function files(socket: string, word: string): Plan {
  const service = `[Service]\nStandardInput=socket\nExecStart=/bin/echo ${word}\n`;
  return planOf({
    listeners: [],
    files: [
      plannedFile('a.socket', socket),
      plannedFile('a@.service', service),
      plannedFile('a.socket.d/10.conf', `[Unit]\nDescription=${word}\n`, 'a.socket'),
    ],
  });
}
