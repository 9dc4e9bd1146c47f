import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FleetEvent } from '../src/fleet/events.ts';
import { explainHost } from '../src/fleet/explain-host.ts';
import { reportText } from '../src/fleet/report.ts';
import type { HostResult } from '../src/fleet/results.ts';
import { STEP } from '../src/fleet/steps.ts';
import { english } from '../src/l10n.ts';
import { ordered, outcomes, plannedFile, SOCKET, socketPlan, startFleet, type TestFleet } from './harness/fleet.ts';
import { missing } from './harness/requirements.ts';

// Machines whose sshd dies in the middle of a deployment. Ansible itself gives such a machine up, as it is at that moment.

const reason = await missing('machine', 'ssh', 'ansible');

let fleet: TestFleet;
let hosts: string;

beforeAll(async () => {
  if (reason) return;
  fleet = await startFleet();
  hosts = fleet.inventory('hosts', 'root', 'gone ansible_host=127.0.0.1 ansible_port=1');
});
afterAll(() => fleet?.stop());
afterEach(async () => {
  if (reason) return;
  for (const [index, server] of fleet.servers.entries()) {
    await fleet.managers[index]?.machine.run(['ip', 'link', 'set', 'lo', 'up']);
    await server.kill();
    await server.start();
  }
  await fleet.clear();
});

/** A new version of the socket, with a drop-in, a folder for it, and a line more. */
function newVersion(line: string) {
  const wanted = socketPlan(`${SOCKET}MaxConnections=7\n${line}`);
  return ordered({
    ...wanted,
    files: [
      ...wanted.files,
      { ...plannedFile('a.socket', '[Socket]\nBacklog=5\n'), destination: 'a.socket.d/new.conf' },
    ],
  });
}

/** Cuts the connection as the unit is started, in the middle of the command for that. */
const CUT_AT_START = 'ExecStartPre=/usr/bin/pkill -KILL sshd\n';

async function state(index: 0 | 1): Promise<string> {
  const { machine } = fleet.managers[index];
  const look = [
    'cd /etc/systemd/system && find . -mindepth 1 | sort && stat -c "%a %u:%g %y %s" a.socket && cat a.socket',
    'systemctl show -p ActiveState,NeedDaemonReload,MaxConnections,Backlog,InvocationID a.socket | grep -v Invocation',
    'ss -Hltn | grep -o ":9999"',
  ];
  return (await machine.run(['sh', '-c', look.join('; ')])).stdout;
}

/** What happened at a step, machine by machine. */
function at(step: string, events: readonly FleetEvent[]): Record<string, string> {
  const own = events.filter((event) => event.event === 'host').filter(({ task }) => task === step);
  return Object.fromEntries(own.map(({ host, status }) => [host, status]));
}

async function deploy(
  order = newVersion(CUT_AT_START),
  onTask: (task: string) => unknown = () => {},
  { check = false, only }: { check?: boolean; only?: string[] } = {},
) {
  const events: FleetEvent[] = [];
  const working: unknown[] = [];
  const onEvent = (event: FleetEvent) => {
    events.push(event);
    if (event.event === 'task') working.push(onTask(event.task));
  };
  const results = await fleet.run(order, hosts, check, { onEvent, ...(only && { hosts: only }) });
  await Promise.all(working);
  return { results, events };
}

describe('a fleet whose machines are lost in the middle', () => {
  test('is put back once they are there again, though all are lost at once', async (context) => {
    context.skip(reason !== undefined, reason);
    await deploy(ordered(socketPlan()));
    const before = await Promise.all([state(0), state(1)]);
    const order = newVersion(CUT_AT_START);
    const { results, events } = await deploy(order, (task) => task === STEP.wait && restart(0, 1));
    expect(outcomes(results)).toEqual({ gone: 'unreachable', web1: 'put-back', web2: 'put-back' });
    expect(at(STEP.start, events)).toEqual({ web1: 'unreachable', web2: 'unreachable' });
    expect(at(STEP.wait, events)).toEqual({ web1: 'ok', web2: 'ok' });
    expect(await Promise.all([state(0), state(1)])).toEqual(before);
    expect(results.map(({ left }) => left)).toEqual([[], [], []]);
    expect(reportText(order, results, false, english)).toContain(
      'starting the unit: The connection to web1 was lost. |',
    );
  });

  test.for([STEP.keep, STEP.install, STEP.reload])('is put back where it happens at: %s', async (step, context) => {
    context.skip(reason !== undefined, reason);
    await deploy(ordered(socketPlan()));
    const before = await state(0);
    const { results, events } = await deploy(newVersion(''), (task) => {
      if (task === step) return fleet.servers[0].kill();
      return task === STEP.wait && restart(0);
    });
    expect(outcomes(results)).toEqual({ gone: 'unreachable', web1: 'put-back', web2: 'changed' });
    // Only the one that was lost is waited for, and not the one that was never there.
    expect(at(STEP.wait, events)).toEqual({ web1: 'ok' });
    expect(await state(0)).toBe(before);
    expect(await state(1)).toContain('MaxConnections=7');
    expect(await state(1)).not.toContain('kept');
  });

  test('says what is left on one that stays away, and names the old files when it is deployed to again', {
    timeout: 300_000,
  }, async (context) => {
    context.skip(reason !== undefined, reason);
    await deploy(ordered(socketPlan()));
    const order = newVersion(CUT_AT_START);
    const { results } = await deploy(order, (task) => task === STEP.wait && restart(1));
    expect(outcomes(results)).toEqual({ gone: 'unreachable', web1: 'lost', web2: 'put-back' });
    const [first] = results.filter(({ host }) => host === 'web1') as [HostResult];
    expect(first.left.map(({ kind, path }) => [kind, path])).toEqual([
      ['replaced', '/etc/systemd/system/a@.service'],
      ['replaced', '/etc/systemd/system/a.socket'],
      ['replaced', '/etc/systemd/system/a.socket.d/new.conf'],
    ]);
    const kept = first.left[1]?.kept ?? '';
    expect(first.left[2]?.kept).toBeUndefined();
    expect(explainHost(first, order, english)).toMatchObject({ code: 'ssh-connection-lost' });
    const report = reportText(order, results, false, english);
    expect(report).toContain('| web1 | ✗ lost partway, and not put back |');
    expect(report).toContain('Deploy again as soon as it can be reached.');
    expect(report).toContain('/etc/systemd/system/a.socket may be the new file; the old one is ');
    const { machine } = fleet.managers[0];
    expect((await machine.run(['cat', kept])).stdout).toBe(SOCKET);
    expect((await machine.run(['cat', '/etc/systemd/system/a.socket'])).stdout).toContain('MaxConnections=7');

    await fleet.servers[0].start();
    for (const check of [true, false]) {
      const again = await deploy(newVersion(''), () => {}, { check });
      expect(outcomes(again.results)).toMatchObject({ web1: 'changed', web2: 'changed' });
      const left = again.results.find(({ host }) => host === 'web1')?.left;
      expect(left).toContainEqual({ kind: 'earlier', path: kept, kept: undefined });
      expect(left).toHaveLength(2);
      expect(again.results.find(({ host }) => host === 'web2')?.left).toEqual([]);
    }
    // It is still there, and the copies that the second run made are not.
    expect((await machine.run(['cat', kept])).stdout).toBe(SOCKET);
    const names = (await machine.run(['ls', '-A', '/etc/systemd/system'])).stdout.split('\n');
    expect(names.filter((name) => name.endsWith('.kept'))).toHaveLength(2);
  });

  test('is put back where the network drops everything without a word', async (context) => {
    context.skip(reason !== undefined, reason);
    await deploy(ordered(socketPlan()));
    const before = await state(0);
    const order = ordered(socketPlan(`${SOCKET}ExecStartPre=ip link set lo down\n`));
    const up = () => fleet.managers[0].machine.run(['ip', 'link', 'set', 'lo', 'up']);
    const { results, events } = await deploy(order, (task) => task === STEP.wait && up(), { only: ['web1'] });
    expect(outcomes(results)).toEqual({ web1: 'put-back' });
    expect(at(STEP.start, events)).toEqual({ web1: 'unreachable' });
    expect(await state(0)).toBe(before);
  });

  test('is not waited for in a check, which changes nothing', async (context) => {
    context.skip(reason !== undefined, reason);
    const { results, events } = await deploy(
      newVersion(''),
      (task) => task === STEP.install && fleet.servers[0].kill(),
      { check: true },
    );
    expect(outcomes(results)).toEqual({ gone: 'unreachable', web1: 'put-back', web2: 'changed' });
    expect(at(STEP.wait, events)).toEqual({ web1: 'skipped' });
    expect(
      explainHost(results.find(({ host }) => host === 'web1') as HostResult, ordered(socketPlan()), english),
    ).toMatchObject({
      code: 'ssh-connection-lost',
    });
  });
});

function restart(...indices: (0 | 1)[]): Promise<unknown> {
  return Promise.all(indices.map((index) => fleet.servers[index].start()));
}
