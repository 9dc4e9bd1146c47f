import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Manager } from './harness/manager.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  dialog,
  notification,
  openFile,
  pick,
  pickRows,
  pressDialog,
  pressNotification,
  runCommand,
  screenshot,
  showTab,
  terminal,
  wholeText,
} from './harness/page.ts';
import { missing } from './harness/requirements.ts';
import { type SshServer, startSshServer } from './harness/ssh-server.ts';
import { story } from './harness/story.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode, type VsCode } from './harness/vscode.ts';

// Deploying to another machine as a person does: from the list of hosts to the reply, with a first log-in in a terminal.

const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
const TEMPLATE = '[Service]\nStandardInput=socket\nExecStart=-/bin/sh -c "read line; echo You said: $$line"\n';

describe('a machine over ssh', async () => {
  const reason = await missing('machine', 'chromium', 'ssh');
  let manager: Manager;
  let server: SshServer;
  let code: VsCode;
  let page: VsCode['page'];
  const shot = (name: string) => screenshot(page, `story-ssh/${name}`);
  const step = story(reason, () => shot('failed'));

  beforeAll(async () => {
    if (reason) return;
    manager = await startUserManager({ folders: await codeServerFolders() });
    server = await startSshServer(manager.machine);
    server.equip('tester', 'Host web1\n  HostName 127.0.0.1\n  User root\n\nHost *\n  ServerAliveInterval 60\n');
    const workspace = { 'echo.socket': SOCKET, 'echo@.service': TEMPLATE };
    code = await startVsCode({
      vsix: await packagedExtension(),
      workspace,
      on: manager,
      settings: { 'systemd.hosts': ['tester@127.0.0.1', '-oProxyCommand=id'] },
    });
    page = code.page;
  });
  afterAll(async () => {
    await code?.stop();
    await manager?.stop();
  });

  step('offers the hosts of the settings and of the ssh configuration', async () => {
    await openFile(page, 'echo.socket');
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed to?', 'Over ssh…');
    await page.locator('.quick-input-title', { hasText: 'Deploy over ssh' }).waitFor();
    const rows = await pickRows(page);
    await shot('01-hosts');
    expect(rows).toEqual([expect.stringMatching(/^tester@127\.0\.0\.1/), expect.stringMatching(/^web1/)]);
  });

  step('has an unknown host key looked at in a terminal, and then goes on', async () => {
    await pick(page, 'Deploy over ssh', 'web1');
    expect(await notification(page, 'does not know the host key')).toContain('Log in once in a terminal');
    await shot('02-host-key-unknown');
    await pressNotification(page, 'does not know the host key', 'Log In');
    await terminal(page, 'Are you sure you want to continue connecting');
    await shot('03-log-in');
    await page.keyboard.type('yes\n');
    await page.locator('.quick-input-title', { hasText: 'Which manager of web1?' }).waitFor();
    const rows = await pickRows(page);
    await shot('04-managers');
    expect(rows[0]).toMatch(/System Manager on web1.*systemd \d+.*over ssh to web1, with your own configuration/s);
    await pick(page, 'Which manager of web1?', 'System Manager on web1');
    await page.locator('.statusbar-item', { hasText: 'System Manager on web1' }).waitFor();
  });

  step('shows what will be written and run there, and does it', async () => {
    await runCommand(page, 'systemd: Activate Socket');
    const asked = await dialog(page, 'Activate echo.socket on the system manager of web1?');
    await shot('05-consent');
    expect(asked).toContain('ssh web1 systemctl restart -- echo.socket');
    expect(asked).toContain('Files in /etc/systemd/system:');
    await pressDialog(page, 'Activate');
    expect(await notification(page, 'listens on')).toContain('[::]:9999 (System Manager on web1)');
    await shot('06-activated');
    expect(readFileSync(join(manager.machine.folder, 'units/echo.socket'), 'utf8')).toBe(SOCKET);
    await clearNotifications(page);
  });

  step('sends a request from there, or from here, as the person chooses', async () => {
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Listener');
    await page.locator('.quick-input-title', { hasText: 'Listener' }).waitFor();
    expect((await pickRows(page)).join('\n')).toContain('from this machine, through that address');
    await shot('07-from-where');
    await pick(page, 'Listener', '127.0.0.1:9999');
    await pick(page, 'Test Request', 'Send');
    const reply = await wholeText(page, 'Reply echo.socket');
    await shot('08-reply');
    expect(reply).toContain('You said: GET / HTTP/1.1');
    expect(reply).toMatch(/Answered by: +echo@/);
    await showTab(page, 'echo.socket');
  });

  step('says what is missing where the account may not change the system', async () => {
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed to?', 'Over ssh…');
    await pick(page, 'Deploy over ssh', 'tester@127.0.0.1');
    await pick(page, 'Which manager of tester@127.0.0.1?', 'System Manager');
    expect(await notification(page, 'You are not root on tester@127.0.0.1')).toContain('NOPASSWD');
    await shot('09-sudo-asks');
    await clearNotifications(page);
  });

  step('explains a connection that is not there', async () => {
    await server.kill();
    await runCommand(page, 'systemd: Activate Socket');
    const said = await notification(page, /no ssh server answers|connection to .* broke/);
    await shot('10-no-server');
    expect(said).toContain('tester@127.0.0.1');
  });
});
