import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { startMachine } from './harness/machine.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  dialog,
  hover,
  leaveHover,
  lens,
  noSquiggle,
  notification,
  pressDialog,
  pressNotification,
  quickFixes,
  reload,
  showTab,
  squiggle,
  takeQuickFix,
  terminal,
  wholeText,
} from './harness/page.ts';
import { openFile, pickRows, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { post, SAMPLE, SOCKET } from './harness/sample.ts';
import { listener } from './harness/systemd-view.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// A machine that systemd did not start, such as a container: sockets are tried without installing anything.

describe('a machine without a manager', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('no-manager', reason, async (keep) => {
    const machine = keep(await startMachine({ init: 'nothing', folders: await codeServerFolders() }));
    const on = { machine, account: 'tester' } as const;
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: SAMPLE, on }));
    return { code, machine, whoListens: () => listener({ machine }, 9999) };
  });

  step('says of each target whether it is there, and takes the dry run', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
    await runCommand(page, 'systemd: Select Target');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Dry Run' }).waitFor();
    const rows = await pickRows(page);
    await shot('1-targets');
    expect(rows.slice(0, 3)).toEqual([
      expect.stringMatching(/^User Manager\s*no user manager is running/),
      expect.stringMatching(/^System Manager\s*this machine was not started by systemd/),
      expect.stringMatching(/^Dry Run\s*systemd \d+/),
    ]);
    await page.keyboard.press('Escape');

    await runCommand(page, 'systemd: Deploy Unit');
    expect(await notification(page, 'dry run')).toBe(
      'The dry run installs nothing. Select a manager as the target to deploy.',
    );
    await clearNotifications(page);
  });

  step('tries the socket, which is answered by the real handler', async ({ page, shot, whoListens }) => {
    await clickOn(page, 'Accept=yes');
    await quickFixes(page);
    await takeQuickFix(page, 'and a handler in Python');
    await page.locator('.tab.active', { hasText: 'testSampleWeb@.service' }).waitFor();
    await runCommand(page, 'systemd: Activate Socket');
    expect(await dialog(page, `Try ${SOCKET} on this machine?`)).toContain(
      'other machines can connect as well, to 9999',
    );
    await shot('2-asks');
    expect(await whoListens()).toBeUndefined();
    await pressDialog(page, 'Try on Loopback');
    expect(await notification(page, 'is being tried')).toBe(
      `${SOCKET} is being tried: it listens on 127.0.0.1:9999. Nothing was installed.`,
    );
    await terminal(page, 'Listening on 127.0.0.1:9999');
    await shot('2-listening');
    expect(await whoListens()).toContain('"systemd-socket-');

    await pressNotification(page, 'is being tried', 'Send Test Request');
    await post(page);
    const reply = await wholeText(page, `Reply ${SOCKET}`);
    await terminal(page, 'served: POST / HTTP/1.1');
    await shot('3-reply');
    expect(reply).toMatch(/^# POST http:\/\/127\.0\.0\.1:9999\/ {2}→ {2}200 OK\n/);
    expect(reply).toMatch(/^Exit status: +0 \(success\)$/m);
    expect(reply).toContain('Body:\nsite=juejin,name=pdudo\n');
    expect(reply).toContain('served: POST / HTTP/1.1\n');
  });

  step('stops, and leaves neither files nor processes', async ({ machine, page, whoListens }) => {
    await runCommand(page, 'systemd: Stop Socket');
    await terminal(page, 'Stopped.');
    await waitFor('the port to be closed', async () => (await whoListens()) === undefined);
    const files = await machine.run(['find', '/home/tester', '/etc/systemd/system', '-name', 'testSampleWeb*']);
    expect(files).toMatchObject({ code: 0, stdout: '' });
    const processes = await machine.run(['ps', '-A', '-o', 'args=']);
    expect(processes).toMatchObject({ code: 0, stdout: expect.not.stringContaining('socket-activate') });
  });

  step('says that there is no systemd where there is none, and goes on editing', async ({ machine, page, shot }) => {
    await machine.run(['rm', '/usr/bin/systemctl', '/usr/bin/systemd-socket-activate']);
    await reload(page);
    await showTab(page, SOCKET);
    await lens(page, 'Activate Socket').waitFor();
    await noSquiggle(page, 'error');
    for (const command of ['Activate Socket', 'Stop Socket', 'Show Journal']) {
      await runCommand(page, `systemd: ${command}`);
      expect(await notification(page, 'no systemctl')).toBe(
        'No systemctl on this machine, so there is no systemd to deploy to. ' +
          'Open the folder on a machine that runs systemd. Editing works here as it is.',
      );
      if (command === 'Activate Socket') await shot('4-no-systemd');
      await clearNotifications(page);
    }
    expect(await hover(page, '9999')).toContain('TCP port 9999');
    await leaveHover(page);
  });
});
