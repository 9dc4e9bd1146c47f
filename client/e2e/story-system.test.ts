import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import type { Account } from './harness/machine.ts';
import type { Manager } from './harness/manager.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  dialog,
  dialogDetails,
  notification,
  output,
  pressDialog,
  pressNotification,
  terminal,
  wholeText,
} from './harness/page.ts';
import { pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { createTemplate, post, SAMPLE, SOCKET, TEMPLATE } from './harness/sample.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { listener, stateOf, unitsLike } from './harness/systemd-view.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// The main path of the story beside a real system manager, by everyone who may sit in front of it.

describe('root, beside a system manager', async () => {
  const step = storyOf('root', await missing('machine', 'chromium'), 'root');

  step('activates the socket, which systemd itself then listens for', async ({ manager, page, shot }) => {
    await createTemplate(page);
    await runCommand(page, 'systemd: Activate Socket');
    const question = await dialog(page, `Activate ${SOCKET} on the system manager?`);
    await shot('1-consent');
    expect(question).toContain('systemctl: units of the whole machine');
    expect(question).toContain(`New: ${TEMPLATE}, ${SOCKET}\nListens on: TCP port 9999 on all addresses`);
    const everything = await dialogDetails(page);
    await shot('1-consent-details');
    expect(everything).toContain(`Files in /etc/systemd/system:\n• ${TEMPLATE} (new)\n• ${SOCKET} (new)`);
    expect(everything).toContain(`• systemctl restart -- ${SOCKET}`);
    await pressDialog(page, 'Activate');
    expect(await notification(page, 'listens on')).toBe(`${SOCKET} listens on [::]:9999 (System Manager).`);
    await shot('2-listening');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ ActiveState: 'active', SubState: 'listening' });
    expect(await listener(manager, 9999)).toMatch(/\*:9999 .*\("systemd",pid=1,/);
  });

  step('is answered by an instance that is gone afterwards', async ({ manager, page, shot }) => {
    await pressNotification(page, 'listens on', 'Send Test Request');
    await post(page);
    const reply = await wholeText(page, `Reply ${SOCKET}`);
    await shot('3-reply');
    expect(reply).toMatch(/^# POST http:\/\/127\.0\.0\.1:9999\/ {2}→ {2}200 OK\n/);
    expect(reply).toMatch(/^Answered by: +testSampleWeb@0-127\.0\.0\.1:9999-127\.0\.0\.1:\d+\.service$/m);
    expect(reply).toContain('Body:\nsite=juejin,name=pdudo\n');
    expect(reply).toContain('served: POST / HTTP/1.1\n');
    expect(reply).toMatch(/^Target: +System Manager$/m);
    await waitFor('the instance to go', async () => (await unitsLike(manager, 'testSampleWeb@*')).length === 0);
  });

  step('shows the journal and stops the socket', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Show Journal');
    await output(page, 'served: POST / HTTP/1.1');
    await runCommand(page, 'systemd: Stop Socket');
    expect(await notification(page, 'is stopped')).toBe(`${SOCKET} is stopped (System Manager).`);
    await shot('4-stopped');
    expect(await listener(manager, 9999)).toBeUndefined();
  });
});

describe('somebody who may become root with sudo', async () => {
  const reason = await missing('machine', 'chromium', 'sudo');
  const step = storyOf('sudo', reason, 'tester', async ({ machine }) => {
    await machine.run(['usermod', '--password', CRYPTED_SECRET, 'tester']);
    await machine.run(['tee', '/etc/sudoers.d/tester'], { input: 'tester ALL=(ALL) ALL\n' });
  });

  step(
    'is asked by sudo itself, in a terminal; what is done as root can be read there',
    async ({ manager, page, shot }) => {
      await createTemplate(page);
      await runCommand(page, 'systemd: Activate Socket');
      expect(await dialog(page, `Activate ${SOCKET}`)).toContain('asks for an administrator’s password');
      await pressDialog(page, 'Activate');
      await terminal(page, '[sudo] password for tester:');
      await notification(page, 'Waiting for permission');
      await shot('1-asks');
      await pressNotification(page, 'Waiting for permission', 'Cancel');
      await notification(page, 'ancelled');
      await page.locator('.terminal-wrapper.active').waitFor({ state: 'detached' });
      await shot('1-cancelled');

      // The next run asks anew, with the focus where the password is typed.
      await runCommand(page, 'systemd: Activate Socket');
      await pressDialog(page, 'Activate');
      await terminal(page, '[sudo] password for tester:');
      expect(existsSync(join(manager.units, TEMPLATE))).toBe(false);
      await page.keyboard.type('secret');
      await page.keyboard.press('Enter');

      expect(await notification(page, 'listens on')).toBe(`${SOCKET} listens on [::]:9999 (System Manager).`);
      await terminal(page, `writing /etc/systemd/system/${TEMPLATE}`);
      await terminal(page, `restart -- ${SOCKET}`);
      await shot('2-listening');
      expect(await listener(manager, 9999)).toMatch(/\*:9999 .*\("systemd",pid=1,/);
      expect(readFileSync(join(manager.units, SOCKET), 'utf8')).toContain('ListenStream=9999');
    },
  );

  step('gets the reply, and the journal that only root may read', async ({ page, shot }) => {
    await pressNotification(page, 'listens on', 'Send Test Request');
    await post(page);
    const reply = await wholeText(page, `Reply ${SOCKET}`);
    await shot('3-reply');
    expect(reply).toContain('Body:\nsite=juejin,name=pdudo\n');
    expect(reply).toContain('served: POST / HTTP/1.1\n');
  });

  step('is told what will be run as root before it is', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Stop Socket');
    expect(await dialog(page, 'Run this on the system manager?')).toContain(`systemctl stop -- ${SOCKET}`);
    await shot('4-stop');
    await pressDialog(page, 'Run');
    await notification(page, `${SOCKET} is stopped`);
    expect(await listener(manager, 9999)).toBeUndefined();
  });
});

describe('somebody who may not become root', async () => {
  const reason = await missing('machine', 'chromium');
  const step = storyOf('neither', reason, 'tester', async ({ machine }) => {
    await machine.run(['rm', '--force', '/usr/bin/sudo', '/usr/bin/pkexec']);
  });

  step('is told so, and what can be done without', async ({ manager, page, shot }) => {
    await createTemplate(page);
    await runCommand(page, 'systemd: Activate Socket');
    expect(await dialog(page, `Activate ${SOCKET}`)).toContain(
      'read-only, because neither pkexec nor sudo is installed',
    );
    await pressDialog(page, 'Activate');
    const said = await notification(page, 'can only be changed by root');
    await shot('1-told');
    expect(said).toBe(
      'Units of this machine can only be changed by root, and neither pkexec nor sudo is installed. Nothing was changed. ' +
        'Select the user manager or the dry run, which need no privileges.',
    );
    expect([SOCKET, TEMPLATE].filter((name) => existsSync(join(manager.units, name)))).toEqual([]);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found' });
  });

  step('can try the socket without installing anything', async ({ manager, page, shot }) => {
    await pressNotification(page, 'can only be changed by root', 'Select Target');
    await pick(page, 'Where should units be deployed?', 'Dry Run');
    await runCommand(page, 'systemd: Activate Socket');
    await dialog(page, `Try ${SOCKET} on this machine?`);
    await pressDialog(page, 'Try as Written');
    const said = await notification(page, 'is being tried');
    await shot('2-dry-run');
    expect(said).toBe(`${SOCKET} is being tried: it listens on 9999. Nothing was installed.`);
    expect(await listener(manager, 9999)).toMatch(/"systemd-socket-/);
  });
});

/** What `secret` is in /etc/shadow. */
const CRYPTED_SECRET =
  '$6$throwaway$mf1s16p1grnzsmFNtqY38ip/xFli84ZG3oANQ1GEv2QE6owULB6E3Or5.RgThRprQ/MjLvxIqoxPsnxgFYp4Q/';

/** A machine with VS Code on it, as an account, for the steps of one story. */
function storyOf(
  pictures: string,
  reason: string | undefined,
  account: Account,
  prepare: (manager: Manager) => Promise<void> = async () => {},
) {
  return editorStory(`story-system/${pictures}`, reason, async (keep) => {
    const manager = keep(await startSystemManager({ folders: await codeServerFolders() }));
    await prepare(manager);
    const on = { machine: manager.machine, account };
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: SAMPLE, on }));
    return { manager, code };
  });
}
