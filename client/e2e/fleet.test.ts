import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../src/explain/explain.ts';
import type { FleetEvent } from '../src/fleet/events.ts';
import { explainHost, runEvidence } from '../src/fleet/explain-host.ts';
import { type Order, orderOf, type Program } from '../src/fleet/order.ts';
import { reportText } from '../src/fleet/report.ts';
import type { HostResult } from '../src/fleet/results.ts';
import { listHosts } from '../src/fleet/run-fleet.ts';
import { saveOrder } from '../src/fleet/workshop.ts';
import { english } from '../src/l10n.ts';
import { localOperations } from '../src/manager/operations.ts';
import { runProgram } from '../tools/program.ts';
import {
  plannedFile as file,
  ordered,
  outcomes,
  socketPlan as plan,
  SOCKET,
  startFleet,
  type TestFleet,
} from './harness/fleet.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { waitFor } from './harness/wait.ts';

// Two machines with both managers each, and the Ansible that Debian has, over their own sshd.

const reason = await missing('machine', 'ssh', 'ansible');

let fleet: TestFleet | undefined;
let folder: string;
let managers: TestFleet['managers'];
let servers: TestFleet['servers'];
let run: TestFleet['run'];
let inventory: TestFleet['inventory'];
let asRoot: string;
let asTester: string;

beforeAll(async () => {
  if (reason) return;
  fleet = await startFleet();
  ({ folder, managers, servers, run, inventory } = fleet);
  asRoot = inventory('root', 'root');
  asTester = inventory('tester', 'tester');
});
afterAll(() => fleet?.stop());
afterEach(() => fleet?.clear());

describe('a fleet', () => {
  test('is read from the inventory as Ansible reads it', async (context) => {
    context.skip(reason !== undefined, reason);
    const file = inventory('three', 'root', 'gone ansible_host=127.0.0.1 ansible_port=1');
    expect(await listHosts(localOperations.run, file, folder)).toEqual({ kind: 'ok', value: ['web1', 'web2', 'gone'] });
    writeFileSync(join(folder, 'bad.yml'), 'all: {hosts: [');
    const bad = await listHosts(localOperations.run, join(folder, 'bad.yml'), folder);
    // Ansible warns of an inventory that it cannot read and goes on with none.
    expect(bad).toEqual({ kind: 'ok', value: [] });
  });

  test('is checked, deployed to, and found as it should be', async (context) => {
    context.skip(reason !== undefined, reason);
    const order = ordered(plan(), [HANDLER]);
    const checked = await run(order, asRoot, true);
    expect(outcomes(checked)).toEqual({ web1: 'changed', web2: 'changed' });
    expect(checked[0]?.changed.map(({ path }) => path)).toEqual([
      '/etc/systemd/system/a@.service',
      '/etc/systemd/system/a.socket',
      '/opt/app/it\'s "here".py',
    ]);
    expect(reportText(order, checked, true, english)).toContain('+ListenStream=9999');
    for (const { machine } of managers) {
      const there = await machine.run(['ls', '/etc/systemd/system', '/opt']);
      expect(there).toMatchObject({ code: 0, stdout: expect.not.stringMatching(/a\.socket|app/) });
    }

    const done = await run(order, asRoot, false);
    expect(outcomes(done)).toEqual({ web1: 'changed', web2: 'changed' });
    for (const { machine } of managers) {
      expect((await machine.run(['systemctl', 'is-active', 'a.socket'])).stdout).toBe('active\n');
      const answer = await machine.run(['curl', '-s', '--http0.9', 'http://127.0.0.1:9999/greet']);
      expect(answer.stdout).toContain('GET /greet');
      const modes = await machine.run(['stat', '-c', '%a %U', '/etc/systemd/system/a.socket', HANDLER.path]);
      expect(modes.stdout).toBe('644 root\n755 root\n');
      const left = await machine.run(['ls', '-A', '/etc/systemd/system', '/opt/app']);
      expect(left).toMatchObject({ code: 0, stdout: expect.not.stringContaining('kept') });
    }

    expect(outcomes(await run(order, asRoot, true))).toEqual({ web1: 'unchanged', web2: 'unchanged' });
    expect(outcomes(await run(order, asRoot, false))).toEqual({ web1: 'unchanged', web2: 'unchanged' });
    const one = await run(ordered(plan(SOCKET.replace('9999', '9998'))), asRoot, false, { hosts: ['web2'] });
    expect(outcomes(one)).toEqual({ web2: 'changed' });
    expect(await listening(managers[0])).toContain(':9999');
    expect(await listening(managers[1])).toContain(':9998');
  });

  test('without the packaged unit of a drop-in is found by the check, and the others go on', async (context) => {
    context.skip(reason !== undefined, reason);
    const vendor = '/usr/lib/systemd/system/packaged.socket';
    const [web1, web2] = managers;
    await web1.machine.run(['sh', '-c', `printf '[Socket]\\nListenStream=9996\\nAccept=yes\\n' > ${vendor}`]);
    await web1.machine.run(['sh', '-c', `cp ${vendor} /run/systemd/system/; systemctl daemon-reload`]);
    const dropIn = { ...file('packaged.socket', '[Socket]\nBacklog=5\n'), destination: 'packaged.socket.d/x.conf' };
    const packaged = [{ unit: 'packaged.socket', path: vendor, manager: 'system' as const }];
    const named = { unit: 'packaged.socket', start: 'packaged.socket', packaged };
    const order = ordered({
      ...plan(),
      ...named,
      files: [file('packaged@.service', '[Service]\nExecStart=/bin/cat\n'), dropIn],
    });
    const checked = await run(order, asRoot, true);
    expect(outcomes(checked)).toEqual({ web1: 'changed', web2: 'put-back' });
    expect(explained(checked, order, 'web2')?.cause).toBe('packaged.socket is not installed on web2.');
    expect(outcomes(await run(order, asRoot, false))).toEqual({ web1: 'changed', web2: 'put-back' });
    expect((await web1.machine.run(['systemctl', 'show', '-P', 'Backlog', 'packaged.socket'])).stdout).toBe('5\n');
    expect((await web2.machine.run(['ls', '-A', '/etc/systemd/system'])).stdout).toBe('');
    await web1.machine.run([
      'sh',
      '-c',
      `systemctl stop packaged.socket; rm -f ${vendor} /run/systemd/system/packaged.socket`,
    ]);
  });

  test('of user managers is deployed to without privileges', async (context) => {
    context.skip(reason !== undefined, reason);
    const done = await run(ordered({ ...plan(), manager: 'user' }), asTester, false);
    expect(outcomes(done)).toEqual({ web1: 'changed', web2: 'changed' });
    for (const manager of managers) {
      expect((await manager.systemctl('is-active', 'a.socket')).stdout).toBe('active\n');
      expect(readFileSync(join(manager.units, 'a.socket'), 'utf8')).toBe(SOCKET);
    }
    for (const manager of managers) await manager.systemctl('stop', 'a.socket');
  });

  test('is put back where a machine cannot, and the others go on', async (context) => {
    context.skip(reason !== undefined, reason);
    await run(ordered(plan()), asRoot, false);
    const before = await inode(managers[0]);
    await managers[0]?.machine.run(['systemd-run', '--unit=holder', 'python3', '-c', HOLD_9104]);
    await waitFor('the port to be taken', async () => (await listening(managers[0])).includes(':9104'));

    const dropIn = { ...file('a.socket', '[Socket]\nBacklog=5\n'), destination: 'a.socket.d/new.conf' };
    const wanted = plan(SOCKET.replace('9999', '9104'));
    const order = ordered({ ...wanted, files: [...wanted.files, dropIn] });
    const results = await run(order, asRoot, false);
    expect(outcomes(results)).toEqual({ web1: 'put-back', web2: 'changed' });
    expect(explained(results, order, 'web1')).toMatchObject({ code: 'address-in-use' });
    expect(await listening(managers[1])).toContain(':9104');

    // The very same file as before, its socket open again, and nothing left of the new ones.
    expect(await inode(managers[0])).toContain(before.split(' ').slice(1).join(' '));
    expect(await listening(managers[0])).toContain(':9999');
    expect((await managers[0]?.machine.run(['ls', '-A', '/etc/systemd/system']))?.stdout).toBe(
      'a.socket\na@.service\n',
    );
    expect(reportText(order, results, false, english)).toMatch(/web1 \| ✗ failed, everything was put back \|.*9104/);
    await managers[0]?.machine.run(['systemctl', 'stop', 'holder']);
  });

  test('is not touched where systemd refuses the unit', async (context) => {
    context.skip(reason !== undefined, reason);
    const order = ordered(plan(SOCKET.replace('9999', '99999')));
    const results = await run(order, asRoot, false);
    expect(outcomes(results)).toEqual({ web1: 'put-back', web2: 'put-back' });
    expect(explained(results, order, 'web2')).toMatchObject({ code: 'bad-setting' });
    for (const { machine } of managers) {
      expect(await machine.run(['ls', '-A', '/etc/systemd/system'])).toMatchObject({ code: 0, stdout: '' });
      expect((await machine.run(['systemctl', 'show', '-P', 'LoadState', 'a.socket'])).stdout).toBe('not-found\n');
    }
  });

  test('is told what is wrong with each machine', async (context) => {
    context.skip(reason !== undefined, reason);
    const more = [
      'gone ansible_host=127.0.0.1 ansible_port=1',
      `nosudo ansible_host=${servers[0]?.hosts.tester} ansible_ssh_executable=${servers[0]?.folder}/bin/ssh`,
      `nopython ansible_host=${servers[1]?.hosts.root} ansible_ssh_executable=${servers[1]?.folder}/bin/ssh ansible_python_interpreter=/usr/bin/python9`,
    ];
    const order = ordered(plan());
    const results = await run(order, inventory('troubles', 'root', more.join('\n')), true);
    expect(outcomes(results)).toEqual({
      web1: 'changed',
      web2: 'changed',
      gone: 'unreachable',
      nosudo: 'put-back',
      nopython: 'put-back',
    });
    expect(explained(results, order, 'gone')).toMatchObject({ code: 'ssh-refused' });
    expect(explained(results, order, 'nosudo')).toMatchObject({ code: 'sudo-asks' });
    expect(explained(results, order, 'nopython')).toMatchObject({ code: 'python-missing' });
    const report = reportText(order, results, true, english);
    expect(report.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(7);
  });

  test('is put back where it is cancelled, at every step', async (context) => {
    context.skip(reason !== undefined, reason);
    await run(ordered(plan()), asRoot, false);
    for (const step of ['Keep what will be replaced', 'Have systemd verify the units', 'Reload the manager']) {
      const abort = new AbortController();
      const onEvent = (event: FleetEvent) => event.event === 'task' && event.task === step && abort.abort();
      const order = ordered(plan(`${SOCKET}MaxConnections=7\n`));
      const results = await run(order, asRoot, false, { signal: abort.signal, onEvent });
      expect([step, outcomes(results)]).toEqual([step, { web1: 'cancelled', web2: 'cancelled' }]);
      for (const { machine } of managers) {
        const shown = await machine.run([
          'systemctl',
          'show',
          '-p',
          'ActiveState,NeedDaemonReload,MaxConnections',
          'a.socket',
        ]);
        expect(shown.stdout).toContain('ActiveState=active');
        expect(shown.stdout).toContain('NeedDaemonReload=no');
        expect(shown.stdout).not.toContain('MaxConnections=7');
        expect((await machine.run(['cat', '/etc/systemd/system/a.socket'])).stdout).toBe(SOCKET);
        expect((await machine.run(['ls', '-A', '/etc/systemd/system'])).stdout).toBe('a.socket\na@.service\n');
      }
    }
  });

  test('takes no name for an expression, here or there', async (context) => {
    context.skip(reason !== undefined, reason);
    const canary = join(folder, 'canary');
    const evil = `{{ lookup('pipe', 'touch ${canary}') }}`;
    const unit = String.raw`dev-\x2d\x27-x.socket`;
    const files = [
      file(unit.replace('.socket', '.service'), '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n'),
      file(unit, `[Unit]\nDescription=${evil} {% raw %}\n[Socket]\nListenStream=9997\n`),
      { ...file(unit, '[Socket]\nBacklog=5\n'), destination: `${unit}.d/- ${evil.replaceAll('/', '_')};'"\`id\`.conf` },
    ];
    const programs = [
      {
        path: `/opt/${evil.replaceAll('/', '_')}/--\\x "y" 'z';#&|.sh`,
        bytes: bytesOf(`$ANSIBLE_VAULT;1.1;AES256\n${evil}\n`),
        executed: true,
      },
    ];
    const order = ordered({ ...plan(), unit, start: unit, accept: false, files }, programs);
    expect(outcomes(await run(order, asRoot, false))).toEqual({ web1: 'changed', web2: 'changed' });
    expect(existsSync(canary)).toBe(false);
    for (const { machine } of managers) {
      const names = (await machine.run(['sh', '-c', 'cd /etc/systemd/system && ls *.d; ls /opt/*touch*'])).stdout;
      expect(names).toContain(`- ${evil.replaceAll('/', '_')};'"\`id\`.conf`);
      expect((await machine.run(['cat', programs[0]?.path ?? ''])).stdout).toContain(evil);
      expect((await machine.run(['cat', `/etc/systemd/system/${unit}`])).stdout).toContain(evil);
      await machine.run(['systemctl', 'stop', unit]);
    }
    for (const path of ['/opt/$HOME/x', '/opt/../x', 'x']) {
      expect(orderOf(plan(), [], [{ path, bytes: new Uint8Array(), executed: true }]).kind).toBe('refused');
    }
  });

  test('is deployed to by hand with a playbook that was kept', async (context) => {
    context.skip(reason !== undefined, reason);
    const kept = join(folder, 'kept');
    await saveOrder(kept, ordered(plan(), [HANDLER]));
    expect(readdirSync(kept).toSorted()).toEqual(['files', 'playbook.yml']);
    expect(readFileSync(join(kept, 'playbook.yml'), 'utf8')).not.toContain('cancel');
    const ran = await runProgram(['ansible-playbook', '-i', asRoot, join(kept, 'playbook.yml')], { cwd: folder });
    expect(ran.stdout).toMatch(/web2 .*unreachable=0 +failed=0/);
  });

  test('needs Ansible', async (context) => {
    context.skip(reason !== undefined, reason);
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    const outcome = await listHosts(localOperations.run, asRoot, undefined);
    process.env['PATH'] = path;
    expect(outcome).toEqual({ kind: 'missing', program: 'ansible-inventory' });
    if (outcome.kind === 'missing') {
      expect(explain(runEvidence(outcome, ordered(plan()), 'here'), english)).toMatchObject({
        code: 'ansible-missing',
      });
    }
  });
});

const HANDLER: Program = {
  path: '/opt/app/it\'s "here".py',
  bytes: bytesOf('#!/usr/bin/python3\nprint("GET", input().split()[1])\n'),
  executed: true,
};
const HOLD_9104 = 'import socket,time; s=socket.create_server(("::",9104),family=socket.AF_INET6); time.sleep(600)';

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function explained(results: readonly HostResult[], order: Order, host: string) {
  const result = results.find((one) => one.host === host);
  return result && explainHost(result, order, english);
}

async function listening(manager: Manager | undefined): Promise<string> {
  return (await manager?.machine.run(['ss', '-Hltn']))?.stdout ?? '';
}

/** Inode, mode, owner, time and size of the installed socket. */
async function inode(manager: Manager | undefined): Promise<string> {
  return (
    (await manager?.machine.run(['stat', '-c', '%i %a %u:%g %y %s', '/etc/systemd/system/a.socket']))?.stdout ?? ''
  );
}
