import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyManager } from './harness/every-manager.ts';
import { systemdVersion } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { missing } from './harness/requirements.ts';
import { startUserManager } from './harness/user-manager.ts';
import { waitFor } from './harness/wait.ts';

// The tutorial's story with systemctl and curl alone, on each systemd at hand: what the extension claims is what happens.

const TUTORIAL = new URL('../../test-fixtures/tutorial/', import.meta.url).pathname;
const SOCKET = 'testSampleWeb.socket';
const TEMPLATE = 'testSampleWeb@.service';
const POST = [
  'curl',
  '--silent',
  '--show-error',
  '--max-time',
  '10',
  '--data',
  'name=world',
  'http://127.0.0.1:9999/greet',
];

for (const { scope, release, root, start, lacks } of everyManager()) {
  const systemd =
    release === undefined ? 'the systemd of this machine' : `systemd ${release.systemd} (Debian ${release.suite})`;
  describe(`a ${scope} manager, ${systemd}`, async () => {
    const reason = await lacks();
    let manager: Manager;

    beforeAll(async () => {
      if (!reason) manager = await start();
    });
    afterAll(() => manager?.stop());

    test('is up, and is of the version asked for', async (context) => {
      context.skip(reason !== undefined, reason);
      expect((await manager.systemctl('is-system-running')).stdout).toBe('running\n');
      expect(await systemdVersion(await root())).toBeGreaterThanOrEqual(release?.systemd ?? 252);
    });

    test('listens without the template, resets the first connection, and closes the port', async (context) => {
      context.skip(reason !== undefined, reason);
      installFixture(manager, SOCKET);
      await manager.systemctl('daemon-reload');
      const started = await manager.systemctl('start', SOCKET);
      expect(started).toMatchObject({ code: 0, stderr: '' });
      expect(await listeners(manager)).toContain(':9999');

      const refused = await manager.run(POST);
      expect(refused.stderr).toMatch(/reset by peer|Empty reply/);

      await waitFor('the socket to fail', async () => (await state(manager, SOCKET)).ActiveState === 'failed');
      expect((await state(manager, SOCKET)).Result).toBe('resources');
      expect(await listeners(manager)).not.toContain(':9999');
      expect((await manager.run(POST)).stderr).toMatch(/Couldn't connect|Failed to connect|Could not connect/);
      expect(await manager.journal(SOCKET)).toMatch(/not a template unit|No such file or directory/);
    });

    test('with the template, answers the POST with an instance that is gone afterwards', async (context) => {
      context.skip(reason !== undefined, reason);
      installFixture(manager, SOCKET);
      installFixture(manager, TEMPLATE);
      cpSync(join(TUTORIAL, 'sampleWeb.py'), join(manager.home, 'sampleWeb.py'));
      await manager.systemctl('daemon-reload');
      expect(await manager.systemctl('start', SOCKET)).toMatchObject({ code: 0, stderr: '' });

      const answered = await manager.run([...POST, '--include']);
      expect(answered).toMatchObject({ code: 0, stderr: '' });
      expect(answered.stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answered.stdout).toContain('Request: POST /greet HTTP/1.1');
      expect(answered.stdout).toContain('Content-Type: application/x-www-form-urlencoded');
      expect(answered.stdout).toContain('Body (10 bytes):\nname=world\n');

      await waitFor('the instance to go', async () => {
        const units = await manager.systemctl('list-units', '--all', '--plain', '--no-legend', 'testSampleWeb@*');
        return units.stdout.trim() === '';
      });
      expect(await state(manager, SOCKET)).toMatchObject({ ActiveState: 'active', SubState: 'listening' });
      expect(await manager.journal('testSampleWeb@*')).toContain('answering: POST /greet HTTP/1.1');
    });

    test('answers without a status line where the handler writes none', async (context) => {
      context.skip(reason !== undefined, reason);
      cpSync(join(TUTORIAL, 'sampleWebBare.py'), join(manager.home, 'sampleWeb.py'));

      expect(await manager.run(POST)).toMatchObject({ code: 1, stderr: expect.stringContaining('HTTP/0.9') });
      const bare = await manager.run([...POST, '--http0.9']);
      expect(bare.stdout).toBe('You asked: POST /greet HTTP/1.1\nYou sent: name=world\n');
    });
  });
}

test('a throw-away machine leaves nothing behind', async (context) => {
  context.skip((await missing('machine')) !== undefined, await missing('machine'));
  const manager = await startUserManager();
  const spoil = 'echo spoilt > /etc/hostname && touch /tmp/left-behind /usr/left-behind';
  expect(await manager.machine.run(['bash', '-c', spoil])).toMatchObject({ code: 0 });
  await manager.stop();
  expect(existsSync(`/proc/${manager.machine.pid}`)).toBe(false);
  expect(existsSync(manager.machine.folder)).toBe(false);
  expect(existsSync('/tmp/left-behind') || existsSync('/usr/left-behind')).toBe(false);
  expect(readFileSync('/etc/hostname', 'utf8')).not.toContain('spoilt');
});

function installFixture(manager: Manager, name: string): void {
  manager.install(name, readFileSync(join(TUTORIAL, name), 'utf8'));
}

async function state(manager: Manager, unit: string): Promise<Record<string, string>> {
  const { stdout } = await manager.systemctl('show', unit);
  return Object.fromEntries(stdout.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** The local addresses with a TCP listener. */
async function listeners(manager: Manager): Promise<string> {
  return (await manager.run(['ss', '--listening', '--tcp', '--numeric', '--no-header'])).stdout;
}
