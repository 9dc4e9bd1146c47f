import { describe, expect, it } from 'vitest';
import { fails, meanwhile } from '../manager/targets/in-memory/faults.ts';
import { type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { prepareDeployment } from './deployment.ts';
import { plannedFile, planOf } from './plan-for-tests.ts';
import { type RunOptions, type RunReport, runPlan } from './run-plan.ts';
import { asPlanned } from './source.ts';
import { NEW, PLAN, recordingGuard, SERVICE, UNITS, withOldVersion } from './worlds-for-tests.ts';

/** A socket that starts one service for all connections. */
const SINGLE = planOf({
  listeners: [],
  accept: false,
  service: 'a.service',
  files: [plannedFile('a.socket', NEW.replace('Accept=yes\n', '')), plannedFile('a.service', SERVICE)],
});

describe('a run', () => {
  it('looks, compares, writes, verifies, reloads, restarts, looks', async () => {
    const machine = withOldVersion();
    const steps: string[] = [];
    const report = await run(machine, PLAN, { onStep: (name, what) => steps.push(`${name} ${what}`) });
    const [socket, service, dropIn] = PLAN.files.map(({ destination }) => `${UNITS}/${destination}`);
    const [user, quiet] = ['systemctl --user', '--no-pager --no-ask-password'];
    expect(steps).toEqual([
      'look a.socket',
      ...[socket, service, dropIn].map((path) => `keep ${path}`),
      ...[socket, service, dropIn].map((path) => `write ${path}`),
      `verify systemd-analyze --user --no-pager --man=no verify -- ${socket} ${service}`,
      `reload ${user} ${quiet} daemon-reload`,
      `restart ${user} ${quiet} restart -- a.socket`,
      'state a.socket',
    ]);
    expect(
      report.steps.map(({ name, path, argv, outcome }) => `${name} ${path ?? argv?.join(' ') ?? ''} ${outcome.kind}`),
    ).toEqual(steps.map((step) => `${step.replace(/^(look|state) .*/, '$1 ')} ok`));
    expect(report).toMatchObject({ result: 'done', since: '1', folders: [`${UNITS}/a.socket.d`] });
  });

  it('asks for privileges once, after comparing, and uses them for what changes something', async () => {
    const machine = machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS });
    const steps: string[] = [];
    await run(machine, PLAN, { onStep: (name) => steps.push(name) });
    expect(steps.slice(0, 6)).toEqual(['look', 'keep', 'keep', 'keep', 'acquire', 'write']);
    const changing = machine.operations.filter(({ privileged }) => privileged);
    expect(
      changing.map(({ kind, argv }) => argv.find((word) => !word.startsWith('-') && word !== 'systemctl') ?? kind),
    ).toEqual(['acquire', ...['write', 'write', 'write'], ...['daemon-reload', 'restart']]);
  });

  it('asks for privileges for the files that change, and for the unit', async () => {
    const { target, ...machine } = machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS });
    const acquired: unknown[] = [];
    const acquire: typeof target.acquire = async (agreed) => {
      acquired.push(agreed);
      return { kind: 'cancelled' };
    };
    await run({ ...machine, target: { ...target, acquire } });
    const files = PLAN.files.map(({ destination }) => `${UNITS}/${destination}`);
    expect(acquired).toEqual([{ files, units: ['a.socket'] }]);
  });

  it('looks at the unit and at the one service that it starts, and at nothing else', async () => {
    for (const [plan, units] of [
      [PLAN, ['a.socket']],
      [SINGLE, ['a.socket', 'a.service']],
    ] as const) {
      const machine = machineInMemory();
      await run(machine, plan);
      const look = machine.operations.find(({ argv }) => argv.includes('show'));
      expect(look?.argv.slice(look.argv.indexOf('--') + 1)).toEqual(units);
    }
  });

  it('installs without starting where that is not wanted', async () => {
    const machine = withOldVersion();
    const { result, state, steps } = await run(machine, PLAN, { start: false });
    expect([result, state, steps.at(-1)?.name]).toEqual(['done', undefined, 'reload']);
  });

  it('reloads nothing where nothing is written, unless the manager is behind its files', async () => {
    const machine = withOldVersion();
    await run(machine);
    expect((await run(machine)).steps.map(({ name }) => name)).toEqual(['look', 'restart', 'state']);
    machine.files.write(`${UNITS}/a.socket`, machine.files.read(`${UNITS}/a.socket`));
    machine.files.write(`${UNITS}/a.socket`, { ...fileAt(machine, 'a.socket'), modified: 99 });
    expect((await run(machine)).steps.map(({ name }) => name)).toEqual(['look', 'reload', 'restart', 'state']);
  });

  it('writes nothing where something has changed since the person looked, and asks nobody', async () => {
    const machine = machineInMemory({ manager: 'system', elevation: 'sudo', directory: UNITS });
    const report = await run(machine, PLAN, {}, (one) =>
      one.files.write(`${UNITS}/a@.service`, fileAt(one, 'a.socket', '#')),
    );
    expect(report).toMatchObject({ result: 'failed', putBack: [], state: undefined });
    expect(report.steps.at(-1)).toMatchObject({
      name: 'keep',
      path: `${UNITS}/a@.service`,
      outcome: { kind: 'refused', what: `${UNITS}/a@.service`, why: 'changed-meanwhile' },
    });
    expect(machine.operations.filter(({ kind }) => kind === 'acquire' || kind === 'write')).toEqual([]);
  });

  it('writes into no folder that has become a link to elsewhere', async () => {
    const report = await run(machineInMemory({ files: { '/etc/x': '' } }), PLAN, {}, (one) =>
      one.files.write(`${UNITS}/a.socket.d`, { kind: 'link', to: '/etc' }),
    );
    const [path, why] = [`${UNITS}/a.socket.d/10.conf`, 'leaves-directory'];
    expect(report.steps.at(-1)).toMatchObject({ name: 'write', path, outcome: { kind: 'refused', what: path, why } });
    expect(report.putBack.map(({ outcome }) => outcome.kind)).toEqual(['ok', 'ok', 'ok']);
  });

  it('stops at what a guard that cannot keep the record says', async () => {
    const machine = withOldVersion();
    const before = machine.picture();
    const full = { kind: 'file', operation: 'write', path: '/records/1', code: 'ENOSPC' } as const;
    for (const good of [0, 1, 2, 3, 4]) {
      let left = good;
      const guard = {
        ...recordingGuard(),
        update: async () => (left-- > 0 ? ({ kind: 'ok', value: undefined } as const) : full),
      };
      const report = await run(machine, PLAN, { guard });
      expect(report).toMatchObject({ result: 'failed' });
      expect(report.steps.at(-1)).toEqual({ name: 'keep', argv: undefined, path: undefined, outcome: full });
      expect(machine.picture()).toEqual(before);
    }
  });

  it('goes on where the machine has no systemd-analyze', async () => {
    const machine = machineInMemory();
    const report = await run(machine, PLAN, {}, (one) =>
      one.break({
        strikes: ({ argv }) => argv[0] === 'systemd-analyze',
        told: { when: 'instead', failure: () => ({ kind: 'missing', program: 'systemd-analyze' }) },
      }),
    );
    expect(report.result).toBe('done');
    expect(report.steps.find(({ name }) => name === 'verify')?.outcome).toEqual({
      kind: 'skipped',
      program: 'systemd-analyze',
    });
  });

  it('goes no further than a machine without systemctl', async () => {
    const machine = machineInMemory();
    const report = await run(machine, PLAN, {}, (one) =>
      one.break({
        strikes: ({ argv }) => argv[0] === 'systemctl',
        told: { when: 'instead', failure: () => ({ kind: 'missing', program: 'systemctl' }) },
      }),
    );
    expect(report).toMatchObject({
      result: 'failed',
      putBack: [],
      steps: [{ name: 'look', outcome: { kind: 'missing' } }],
    });
  });

  it('tells that a unit is not active although the manager did as it was told', async () => {
    const report = await run(withOldVersion(), PLAN, {}, (one) =>
      one.break({
        strikes: ({ argv }) => argv.includes('show') && one.systemd.unit('a.socket').open.includes('[::]:9002'),
        meanwhile: () => one.systemd.run(['systemctl', 'stop', '--', 'a.socket']),
      }),
    );
    expect(report.steps.at(-1)).toMatchObject({
      name: 'state',
      outcome: { kind: 'not-active', state: { active: 'inactive' } },
    });
    expect(report).toMatchObject({ result: 'failed', state: { active: 'inactive' } });
  });

  it.each([
    ['activating', 'done'],
    ['reloading', 'done'],
    ['deactivating', 'failed'],
    ['maintenance', 'failed'],
  ])('takes a unit that is %s after its start for %s', async (active, result) => {
    const machine = machineSaying((shown) => shown.replace('ActiveState=active', `ActiveState=${active}`));
    const report = await run(machine);
    expect(report).toMatchObject({ result, state: { active } });
    expect(report.steps.at(-1)).toMatchObject({
      name: 'state',
      outcome: { kind: result === 'done' ? 'ok' : 'not-active' },
    });
  });

  it('tells that it could not see the new state', async () => {
    const lost = { kind: 'unavailable', reason: 'no-connection', detail: '' } as const;
    const report = await run(withOldVersion(), PLAN, {}, (one) =>
      one.break({
        strikes: ({ argv }) => argv.includes('show') && one.systemd.unit('a.socket').open.includes('[::]:9002'),
        told: { when: 'instead', failure: () => lost },
      }),
    );
    expect(report).toMatchObject({ result: 'failed', state: undefined });
    expect(report.steps.at(-1)).toMatchObject({ name: 'state', outcome: lost });
  });

  it('does without a journal', async () => {
    const report = await run(withOldVersion(), PLAN, {}, (one) => one.break(fails(1)));
    expect(report).toMatchObject({ result: 'done', since: undefined });
  });

  it('has a unit that was about to be active active again', async () => {
    const old = withOldVersion();
    const machine: MachineInMemory = {
      ...old,
      target: {
        ...old.target,
        run: async (argv, options) => {
          const ran = await old.target.run(argv, options);
          if (!argv.includes('show') || ran.kind !== 'ok') return ran;
          const stdout = new TextEncoder().encode(
            new TextDecoder().decode(ran.value.stdout).replace('=active', '=activating'),
          );
          return { ...ran, value: { ...ran.value, stdout } };
        },
      },
    };
    const report = await run(machine, PLAN, {}, () => {
      let failed = false;
      old.break({
        strikes: ({ argv }) => argv.includes('restart') && !failed,
        meanwhile: () => {
          failed = true;
        },
        told: { when: 'instead', failure: () => ({ kind: 'cancelled' }) },
      });
    });
    expect(report).toMatchObject({ result: 'cancelled' });
    expect(old.systemd.unit('a.socket')).toMatchObject({ active: 'active', open: ['[::]:9001'] });
  });

  it.each([
    ['keep', 5],
    ['write', 7],
  ])('that is cancelled tells so at %s', async (name, nth) => {
    const abort = new AbortController();
    const report = await run(withOldVersion(), PLAN, { signal: abort.signal }, (one) =>
      one.break(meanwhile(nth, () => abort.abort())),
    );
    const path = name === 'write' ? `${UNITS}/a@.service` : undefined;
    expect(report.steps.at(-1)).toEqual({ name, argv: undefined, path, outcome: { kind: 'cancelled' } });
  });

  it.each([
    ['Type=oneshot\nExecStart=/bin/true\n', 'done'],
    ['ExecStart=/bin/false\n', 'failed'],
  ])('takes a service that has done its work for a success, not one that failed: %j', async (lines, result) => {
    const plan = planOf({
      unit: 'b.service',
      start: 'b.service',
      service: 'b.service',
      accept: false,
      files: [plannedFile('b.service', `[Service]\n${lines}`)],
    });
    expect(await run(machineInMemory(), plan)).toMatchObject({ result });
  });
});

it.each([
  ['b.service', 'inactive', 'success', 'done'],
  ['b.service', 'inactive', 'exec-condition', 'failed'],
  ['b.service', 'deactivating', 'success', 'failed'],
  ['a.socket', 'inactive', 'success', 'failed'],
])('of %s, %s with the result %s, a start has %s', async (unit, active, result, end) => {
  const machine = machineSaying((shown) =>
    shown.replace(/ActiveState=\w+/, `ActiveState=${active}`).replace(/Result=[\w-]+/, `Result=${result}`),
  );
  const files = [plannedFile(unit, unit === 'a.socket' ? NEW : SERVICE)];
  const plan = planOf({ unit, start: unit, service: unit === 'a.socket' ? 'a@.service' : unit, files });
  expect(await run(machine, plan)).toMatchObject({ result: end, state: { active, result } });
});

describe('a socket whose service runs', () => {
  const running = () => {
    const machine = machineInMemory({
      files: { [`${UNITS}/a.service`]: SERVICE, [`${UNITS}/a.socket`]: '[Socket]\nListenStream=1\n' },
    });
    machine.systemd.run(['systemctl', 'start', '--', 'a.socket']);
    machine.systemd.run(['systemctl', 'start', '--', 'a.service']);
    return machine;
  };

  it('is not restarted, since it could not come back', async () => {
    const machine = running();
    const before = machine.picture();
    const report = await run(machine, SINGLE);
    expect(report).toMatchObject({ result: 'failed', putBack: [] });
    expect(report.steps).toMatchObject([{ name: 'look', outcome: { kind: 'service-active', service: 'a.service' } }]);
    expect(machine.picture()).toEqual(before);
  });

  it.each([
    ['reloading', 'reload', 'not restarted'],
    ['activating', 'start-pre', 'not restarted'],
    ['deactivating', 'stop-sigterm', 'not restarted'],
    ['failed', 'failed', 'restarted'],
    ['inactive', 'dead', 'restarted'],
    ['activating', 'auto-restart', 'restarted'],
    ['activating', 'auto-restart-queued', 'restarted'],
  ])('that is %s (%s) is %s, as systemd would refuse or take it', async (active, sub, what) => {
    const machine = machineSaying(
      (shown) =>
        shown.replace(
          /(Id=a\.service\nLoadState=loaded\n)ActiveState=\w+\nSubState=\w+/,
          `$1ActiveState=${active}\nSubState=${sub}`,
        ),
      { [`${UNITS}/a.service`]: SERVICE, [`${UNITS}/a.socket`]: '[Socket]\nListenStream=1\n' },
    );
    machine.systemd.run(['systemctl', 'start', '--', 'a.socket']);
    if (what === 'not restarted') machine.systemd.run(['systemctl', 'start', '--', 'a.service']);
    const report = await run(machine, SINGLE);
    const refused = { name: 'look', outcome: { kind: 'service-active', service: 'a.service' } };
    expect(report).toMatchObject(
      what === 'not restarted' ? { result: 'failed', steps: [refused], putBack: [] } : { result: 'done' },
    );
    expect(machine.systemd.unit('a.socket').active).toBe('active');
  });

  it('can be deployed without a restart', async () => {
    expect(await run(running(), SINGLE, { start: false })).toMatchObject({ result: 'done' });
  });

  it('is restarted where its connections have services of their own', async () => {
    const machine = withOldVersion();
    machine.systemd.run(['systemctl', 'start', '--', 'a@1.service']);
    expect(await run(machine, PLAN)).toMatchObject({ result: 'done' });
    expect(machine.systemd.unit('a@1.service').active).toBe('active');
  });

  it('may be the service itself', async () => {
    const plan = planOf({
      unit: 'a.service',
      start: 'a.service',
      service: 'a.service',
      accept: false,
      files: [plannedFile('a.service', `${SERVICE}#`)],
    });
    expect(await run(running(), plan)).toMatchObject({ result: 'done' });
  });
});

async function run(
  machine: MachineInMemory,
  plan = PLAN,
  options: Partial<RunOptions> = {},
  inBetween: (machine: MachineInMemory) => void = () => {},
): Promise<RunReport> {
  const made = await prepareDeployment(machine.target, plan, asPlanned);
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made));
  machine.break();
  inBetween(machine);
  return runPlan(made.value, { start: true, ...options });
}

/** A machine whose systemctl says something else than the manager does. */
function machineSaying(change: (shown: string) => string, files: Record<string, string> = {}): MachineInMemory {
  const systemctl = (argv: readonly string[]) => {
    const said = machine.systemd.run(argv);
    return said && { ...said, stdout: change(said.stdout ?? '') };
  };
  const machine: MachineInMemory = machineInMemory({ files, programs: { systemctl } });
  return machine;
}

function fileAt(machine: MachineInMemory, name: string, text?: string) {
  const entry = machine.files.read(`${UNITS}/${name}`);
  const bytes = entry.kind === 'file' && text === undefined ? entry.bytes : new TextEncoder().encode(text);
  return { kind: 'file', bytes, mode: 0o644 } as const;
}
