import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../server/src/protocol/plan.ts';
import { plannedFile, planOf } from '../src/deploy/plan-for-tests.ts';
import type { Recovery } from '../src/deploy/recovery.ts';
import { readState } from '../src/manager/unit-state.ts';
import type { Deployed, FaultsRun } from './harness/faults-run.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { targetOf } from './harness/target.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// What the machine in memory shows of every step, once on a real manager with real files: whatever goes wrong, the old version listens
// in the end, or the new one.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INSIDE = { records: '/home/tester/records', units: '/home/tester/.config/systemd/user' };
const OLD = version(9001, 'old');
const NEW = version(9002, 'new');
const OTHER = version(9003, 'other');

describe('a deployment to a real manager', async () => {
  const reason = await missing('machine');
  let manager: Manager;

  beforeAll(async () => {
    if (reason) return;
    // The checkout may lie in a folder that the machine has one of its own for, such as /tmp.
    manager = await startUserManager(/^\/(tmp|run|dev)\//.test(ROOT) ? { folders: { [ROOT]: ROOT } } : {});
    mkdirSync(join(manager.home, 'records'), { recursive: true });
    await manager.machine.run(['chown', 'tester:', '/home/tester/records']);
    // A disk that is easily full.
    const options = `size=256k,mode=0755,uid=tester,gid=tester`;
    await manager.machine.run(['mount', '-t', 'tmpfs', '-o', options, 'tmpfs', INSIDE.units]);
  });
  afterAll(() => manager?.stop());

  const run = async (what: Partial<FaultsRun>): Promise<Printed[]> => {
    const file = join(manager.machine.folder, `run-${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify({ ...INSIDE, helper: join(ROOT, 'dist/helper.cjs'), plans: [], ...what }));
    const script = join(ROOT, 'client/e2e/harness/faults-run.ts');
    const { stdout, stderr } = await manager.run([process.execPath, script, file], { timeout: 290_000 });
    const killed = what.fault?.does === 'broken-order-and-kill';
    expect(stderr.trim()).toBe(killed ? 'nsenter was ended by SIGKILL' : '');
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const deploy = async (what: Partial<FaultsRun>): Promise<Deployed> => (await run(what))[0] as Deployed;
  const inUnits = async (command: string) => (await manager.run(['sh', '-c', command], { cwd: INSIDE.units })).stdout;
  /** But for what was only begun when an editor was killed, which goes a while later. */
  const records = () => readdirSync(join(manager.home, 'records')).filter((name) => !/\.tmp$|\.lock$/.test(name));
  const repair = () => inUnits('chmod 755 .; rm -f filler');
  /** The helper is gone, with whatever it had to undo. */
  const settled = () =>
    waitFor(
      'the helper to be gone',
      async () => (await manager.run(['pgrep', '--full', 'dist/helper.cjs'])).code !== 0,
    );
  /** It listens as this version says, and nothing is left of any other. */
  const expectVersion = async ({ text, port }: ReturnType<typeof version>) => {
    expect(await inUnits('cat a.socket a@.service a.socket.d/10.conf; stat -c "%a %n" a.socket a@.service')).toBe(text);
    expect(await readState(targetOf(manager), 'a.socket')).toMatchObject({
      value: { active: 'active', sub: 'listening', needsReload: false, listens: [`[::]:${port} (Stream)`] },
    });
    expect(await inUnits('ls -A . a.socket.d')).not.toContain('.tmp');
    const { stdout } = await manager.run(['ss', '--listening', '--tcp', '--numeric', '--no-header']);
    expect(stdout).toContain(`:${port}`);
    expect(stdout).not.toContain(port === 9001 ? ':9002' : ':9001');
  };
  /** What could not be put back comes back at the next start, and is on record no more. */
  const expectBackAtNextStart = async ({ putBack }: Deployed) => {
    const whole = putBack.every((step) => step.endsWith(' ok'));
    expect(records()).toHaveLength(whole ? 0 : 1);
    await repair();
    expect((await run({ recovers: true })).map((recovery) => 'kind' in recovery && recovery.kind)).toEqual(
      whole ? [] : ['tried'],
    );
    expect(records()).toEqual([]);
    await expectVersion(OLD);
  };

  beforeEach(async (context) => {
    context.skip(reason !== undefined, reason);
    await repair();
    expect(await deploy({ plans: [OLD.plan] })).toMatchObject({ result: 'done' });
    await expectVersion(OLD);
  });

  test.each([1, 2, 3])('finds the disk full at write %i', async (nth) => {
    const report = await deploy({ plans: [NEW.plan], fault: { step: 'write', nth, does: 'fill-disk' } });
    expect(report.result).toBe('failed');
    expect(report.steps.at(-1)).toMatch(/^write \S+ ENOSPC$/);
    await expectBackAtNextStart(report);
  });

  test.each([1, 2, 3])('finds the folder read-only at write %i', async (nth) => {
    const report = await deploy({ plans: [NEW.plan], fault: { step: 'write', nth, does: 'read-only' } });
    // The drop-in has a folder of its own, which is not.
    if (nth < 3) expect(report.steps.at(-1)).toMatch(/^write \S+ EACCES$/);
    if (nth === 3) expect(report).toMatchObject({ result: 'done' });
    else await expectBackAtNextStart(report);
  });

  test('leaves a good deployment alone that came after one which could not be put back', async () => {
    const taken = version(9009, 'taken');
    const holder = planOf({ unit: 'b.socket', start: 'b.socket', listeners: [], files: renamed(taken.plan) });
    expect(await deploy({ plans: [holder] })).toMatchObject({ result: 'done' });
    const plans = [taken.plan, NEW.plan];
    const [failed, done] = (await run({
      plans,
      fault: { step: 'restart', nth: 1, does: 'read-only' },
      repairs: true,
    })) as Deployed[];
    expect(failed).toMatchObject({ result: 'failed' });
    expect(failed?.putBack).toContain('write a.socket EACCES');
    expect(done).toMatchObject({ result: 'done' });
    await settled();
    await manager.systemctl('stop', 'b.socket');
    expect(records()).toEqual([]);
    expect(await run({ recovers: true })).toEqual([]);
    await expectVersion(NEW);
    await inUnits('rm -r b.socket b@.service b.socket.d');
  });

  test.each([1, 2])('leaves alone what somebody else has changed by write %i', async (nth) => {
    const fault = { step: 'write', nth, does: 'edit', file: 'a@.service' } as const;
    const report = await deploy({ plans: [NEW.plan], fault });
    expect(report.result).toBe('failed');
    expect(report.steps.at(-1)).toBe('write a@.service changed-meanwhile');
    expect(await inUnits('cat a@.service')).toBe('# theirs\n');
    expect(await inUnits('cat a.socket')).toBe(OLD.plan.files[0]?.text);
    expect(records()).toEqual([]);
    await inUnits(`printf '%s' '${OLD.plan.files[1]?.text}' > a@.service`);
    await manager.systemctl('daemon-reload');
    await expectVersion(OLD);
  });

  test('is done by one of two editors at a time', async () => {
    const both = await Promise.all([OTHER, NEW].map(({ plan }) => deploy({ plans: [plan] })));
    for (const [index, { result, steps }] of both.entries()) {
      if (result !== 'done') expect(`${index} ${steps.at(-1)}`).toMatch(/^\d (look busy|keep \S+ changed-meanwhile)$/);
    }
    const [other] = both;
    expect(both.map(({ result }) => result)).toContain('done');
    const files = await inUnits('cat a.socket a@.service a.socket.d/10.conf');
    const whole = [OTHER, NEW].filter(({ text }) => text.startsWith(files));
    expect(whole, `${JSON.stringify(other)}`).toHaveLength(1);
    expect(records()).toEqual([]);
  });

  test.each([
    ['write', 2],
    ['reload', 1],
    ['restart', 1],
  ])('is put back by the helper, whose editor is killed at %s %i in the middle of an order', async (step, nth) => {
    const fault = { step, nth, does: 'broken-order-and-kill' } as const;
    const killed = await run({ plans: [NEW.plan], fault });
    expect(killed).toEqual([]);
    await settled();
    expect(records()).toEqual([]);
    await expectVersion(OLD);
  });

  test('leaks nothing in a thousand', { timeout: 300_000 }, async () => {
    // A restart alone nine times out of ten, or it would take too long for what it shows.
    const plans = [NEW, OLD].flatMap(({ plan }) => Array<Plan>(10).fill(plan));
    const printed = await run({ plans, times: 50 });
    const odd = printed.slice(0, -1).filter((report) => !('result' in report && report.result === 'done'));
    expect(odd.slice(0, 3)).toEqual([]);
    expect(printed.at(-1)).toEqual({ descriptors: 0, children: 0 });
    await settled();
    expect(records()).toEqual([]);
    await expectVersion(OLD);
    expect((await inUnits('ls -A')).trim().split('\n')).toEqual(['a.socket', 'a.socket.d', 'a@.service']);
  });
});

type Printed = Deployed | Recovery | { readonly descriptors: number; readonly children: number };

/** The same for another unit. */
function renamed(plan: Plan): Plan['files'] {
  return plan.files.map((file) => ({
    ...file,
    destination: file.destination.replace(/^a/, 'b'),
    unit: file.unit.replace(/^a/, 'b'),
  }));
}

function version(port: number, word: string) {
  const texts = {
    'a.socket': `[Unit]\nStartLimitIntervalSec=0\n[Socket]\nListenStream=${port}\nAccept=yes\n`,
    'a@.service': `[Service]\nStandardInput=socket\nExecStart=/bin/echo ${word}\n`,
    'a.socket.d/10.conf': `[Unit]\nDescription=${word}\n`,
  };
  const files = Object.entries(texts).map(([name, text]) => plannedFile(name, text, name.split('.d/')[0]));
  const plan: Plan = planOf({ listeners: [], files });
  return { plan, port, text: `${Object.values(texts).join('')}644 a.socket\n644 a@.service\n` };
}
