import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  dialog,
  dialogDetails,
  notification,
  pressDialog,
  pressNotification,
  showTab,
  terminal,
  wholeText,
} from './harness/page.ts';
import { openFile, pick, pickRows, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { ECHO_UNITS } from './harness/sample.ts';
import { startSshServer } from './harness/ssh-server.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// Deploying to another machine as a person does: from the list of hosts to the reply, with a first log-in in a terminal.

describe('a machine over ssh', async () => {
  const reason = await missing('machine', 'chromium', 'ssh');
  const step = editorStory('story-ssh', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const server = await startSshServer(manager.machine);
    server.equip('tester', 'Host web1\n  HostName 127.0.0.1\n  User root\n\nHost *\n  ServerAliveInterval 60\n');
    const options = {
      vsix: await packagedExtension(),
      workspace: ECHO_UNITS,
      on: manager,
      settings: { 'systemd.hosts': ['tester@127.0.0.1', '-oProxyCommand=id'] },
    };
    return { manager, server, code: keep(await startVsCode(options)) };
  });

  step('offers the hosts of the settings and of the ssh configuration', async ({ page, shot }) => {
    await openFile(page, 'echo.socket');
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed?', 'Over ssh…');
    await page.locator('.quick-input-title', { hasText: 'Deploy over ssh' }).waitFor();
    const rows = await pickRows(page);
    await shot('01-hosts');
    expect(rows).toEqual([expect.stringMatching(/^tester@127\.0\.0\.1/), expect.stringMatching(/^web1/)]);
  });

  step('has an unknown host key looked at in a terminal, and then goes on', async ({ page, shot }) => {
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

  step('shows what will be written and run there, and does it', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Activate Socket');
    const asked = await dialog(page, 'Activate echo.socket on the system manager of web1?');
    await shot('05-consent');
    expect(asked).toContain('New: ');
    const everything = await dialogDetails(page);
    expect(everything).toContain('ssh web1 systemctl restart -- echo.socket');
    expect(everything).toContain('Files in /etc/systemd/system:');
    await pressDialog(page, 'Activate');
    expect(await notification(page, 'listens on')).toContain('[::]:9999 (System Manager on web1)');
    await shot('06-activated');
    expect(readFileSync(join(manager.machine.folder, 'units/echo.socket'), 'utf8')).toBe(ECHO_UNITS['echo.socket']);
    await clearNotifications(page);
  });

  step('sends a request from there, or from here, as the person chooses', async ({ page, shot }) => {
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

  step('says what is missing where the account may not change the system', async ({ page, shot }) => {
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed?', 'Over ssh…');
    await pick(page, 'Deploy over ssh', 'tester@127.0.0.1');
    await pick(page, 'Which manager of tester@127.0.0.1?', 'System Manager');
    expect(await notification(page, 'You are not root on tester@127.0.0.1')).toContain('NOPASSWD');
    await shot('09-sudo-asks');
    await clearNotifications(page);
  });

  step('explains a connection that is not there', async ({ page, shot, server }) => {
    await server.kill();
    await runCommand(page, 'systemd: Activate Socket');
    const said = await notification(page, /no ssh server answers|connection to .* broke/);
    await shot('10-no-server');
    expect(said).toContain('tester@127.0.0.1');
  });
});
