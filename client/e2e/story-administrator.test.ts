import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  closeEditors,
  dialog,
  dialogDetails,
  notification,
  output,
  pressDialog,
  save,
  socketRows,
  takeLens,
  wholeText,
} from './harness/page.ts';
import { answer, openFile, openPath, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { SOCKET } from './harness/sample.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// What comes after the first reply: programs copied along, enabling at boot, load, other protocols, and taking it all away.

/** A package's socket, which is there before VS Code starts, and what a person has made of a copy of it. */
const VENDOR = '/usr/lib/systemd/user/vendor.socket';
const PACKAGED = '[Unit]\nDescription=Packaged\n\n[Socket]\nListenStream=127.0.0.1:9321\nAccept=yes\n';
const TEMPLATE = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';
const COPY = PACKAGED.replace('9321', '9322').replace('Accept=yes', 'Accept=yes\nBacklog=5');

const TUTORIAL = new URL('../../test-fixtures/tutorial/', import.meta.url).pathname;

describe('an administrator beside a user manager', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('story-administrator', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    await manager.machine.run(['tee', VENDOR], { input: PACKAGED });
    await manager.machine.run(['tee', VENDOR.replace('.socket', '@.service')], { input: TEMPLATE });
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: TUTORIAL, on: manager }));
    return { manager, code, handler: join(manager.home, 'sampleWeb.py') };
  });

  step('copies the handler along that the service names below the home folder', async ({ handler, page, shot }) => {
    await openFile(page, SOCKET);
    await takeLens(page, 'Activate Socket');
    expect(await dialog(page, 'Activate')).toMatch(/^New: .*\/home\/tester\/sampleWeb\.py$/m);
    await shot('01-with-programs');
    await pressDialog(page, 'Activate');
    await notification(page, 'listens on');
    expect(readFileSync(handler, 'utf8')).toBe(readFileSync(join(TUTORIAL, 'sampleWeb.py'), 'utf8'));
    await clearNotifications(page);
  });

  step('enables the socket at boot, which is a choice of its own', async ({ manager, page }) => {
    expect(await stateOf(manager, SOCKET)).toMatchObject({ UnitFileState: 'disabled' });
    await runCommand(page, 'systemd: Enable at Boot');
    await dialog(page, `start ${SOCKET} whenever you log in?`);
    await pressDialog(page, 'Enable');
    await notification(page, 'starts by itself');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ UnitFileState: 'enabled' });
    await clearNotifications(page);
  });

  step('takes it out of what starts by itself again, without stopping it', async ({ manager, page }) => {
    await runCommand(page, 'systemd: Disable at Boot');
    await notification(page, 'no longer starts by itself');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ UnitFileState: 'disabled', ActiveState: 'active' });
    await clearNotifications(page);
    await runCommand(page, 'systemd: Enable at Boot');
    await dialog(page, `start ${SOCKET} whenever you log in?`);
    await pressDialog(page, 'Enable');
    await notification(page, 'starts by itself');
    await clearNotifications(page);
  });

  step('sees the socket as a whole, and what it sets in motion', async ({ page, shot }) => {
    await runCommand(page, 'systemd: Show Effective Unit');
    const whole = await wholeText(page, '(effective)');
    await shot('02-effective');
    expect(whole).toContain('[Socket]\nListenStream=9999\nAccept=yes\n');
    await runCommand(page, 'systemd: Show Activation Diagram');
    const diagram = page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await diagram.locator('main', { hasText: 'testSampleWeb@.service' }).waitFor();
    await shot('03-diagram');
    expect(await diagram.locator('main').textContent()).toContain('TCP port 9999');
    await openFile(page, SOCKET);
  });

  step('follows the journal for as long as it is wanted', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Show Journal');
    await output(page, `Following the journal of ${SOCKET}`);
    await runCommand(page, 'systemd: Stop Following the Journal');
    await output(page, '--- Stopped ---');
    await shot('04-journal-stopped');
    await waitFor('journalctl to be gone', async () => (await manager.run(['pgrep', 'journalctl'])).code !== 0);
  });

  step('copies a request for a shell, which gets the same answer there', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Send');
    expect(await wholeText(page, 'Reply')).toContain('Request: GET / HTTP/1.1');
    await runCommand(page, 'systemd: Copy Request as curl');
    const copied = await waitFor('a command on the clipboard', async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return text.startsWith('curl ') && text;
    });
    await shot('05-copied');
    const { stdout } = await manager.run(['sh', '-c', copied]);
    expect(stdout).toContain('Request: GET / HTTP/1.1');
  });

  step('runs load, and shows the times and the counters', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Run Load');
    await answer(page, 'How many requests?', '40');
    await answer(page, 'How many at a time?', '8');
    await pick(page, 'Load Run', 'Send 40 times, 8 at a time');
    const text = await wholeText(page, 'Load Run');
    await shot('06-load');
    expect(text).toMatch(/Answered: +40 +\(100\.0 %\)/);
    expect(text).toMatch(/HTTP 200: +40/);
    expect(text).toMatch(/half within .* ms, 95 % within/);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ NAccepted: '42' });
  });

  step('sends bytes as they are, and remembers what was sent', async ({ page, shot }) => {
    // The page with the load run is in front, and is about the socket.
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Protocol');
    await pick(page, 'Test Request', 'Send');
    const text = await wholeText(page, 'Reply');
    await shot('07-bytes');
    expect(text).toContain('“hello\\n” stream 9999');
    expect(text).toContain('Request: hello');
    expect(text).toMatch(/Answered by: +testSampleWeb@42-.*\.service/);
  });

  step('shows that what is deployed is not what is here', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await clickOn(page, 'Accept=yes');
    await page.keyboard.press('End');
    await page.keyboard.type('\nMaxConnections=5');
    await save(page);
    const rows = await socketRows(page);
    await rows.filter({ hasText: 'differs' }).first().waitFor();
    await shot('08-not-as-deployed');
  });

  step(
    'takes away what it deployed, and leaves alone what somebody has changed',
    async ({ handler, manager, page, shot }) => {
      manager.install('testSampleWeb@.service', '# changed by somebody else\n[Service]\nExecStart=/bin/true\n');
      await runCommand(page, 'systemd: Undeploy Unit');
      const asked = await dialog(page, 'Undeploy');
      expect(asked).toMatch(/^Changed by somebody else, and left alone: .*testSampleWeb@\.service$/m);
      await shot('09-undeploy');
      const everything = await dialogDetails(page);
      expect(everything).toContain('not changed: somebody else has changed it');
      expect(everything).toContain('systemctl --user disable');
      await pressDialog(page, 'Undeploy');
      await notification(page, 'was removed from');
      expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found', ActiveState: 'inactive' });
      expect(await listener(manager, 9999)).toBeUndefined();
      expect(existsSync(handler)).toBe(false);
      expect(existsSync(join(manager.units, SOCKET))).toBe(false);
      expect(readFileSync(join(manager.units, 'testSampleWeb@.service'), 'utf8')).toContain('somebody else');
      rmSync(join(manager.units, 'testSampleWeb@.service'));
      await clearNotifications(page);
    },
  );

  step('tries the socket without installing anything', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed?', 'Dry Run');
    await runCommand(page, 'systemd: Activate Socket');
    await dialog(page, `Try ${SOCKET} on this machine?`);
    await pressDialog(page, 'Try on Loopback');
    await notification(page, 'is being tried');
    await shot('10-dry-run');
    expect(await listener(manager, 9999)).toContain('systemd-socket-');
    expect(existsSync(join(manager.units, SOCKET))).toBe(false);
    await runCommand(page, 'systemd: Stop Socket');
    await waitFor('the port to be free', async () => (await listener(manager, 9999)) === undefined);
  });

  step('starts a packaged unit in place, without a copy of it', async ({ manager, page, shot }) => {
    await clearNotifications(page);
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'Where should units be deployed?', 'User Manager');
    await openPath(page, VENDOR);
    await runCommand(page, 'systemd: Activate Socket');
    expect(await notification(page, 'listens on')).toContain('vendor.socket listens on 127.0.0.1:9321');
    await shot('11-in-place');
    expect(await stateOf(manager, 'vendor.socket')).toMatchObject({ FragmentPath: VENDOR, ActiveState: 'active' });
    expect(existsSync(join(manager.units, 'vendor.socket'))).toBe(false);
    await clearNotifications(page);
    await runCommand(page, 'systemd: Deploy Unit');
    await notification(page, `${VENDOR} is installed by a package`);
    await shot('12-not-copied');
    await clearNotifications(page);
  });

  step('makes a drop-in of a copy that would override it, and deploys that', async ({ code, manager, page, shot }) => {
    writeFileSync(join(code.workspace, 'vendor.socket'), COPY);
    await closeEditors(page);
    await openPath(page, join(code.workspace, 'vendor.socket'));
    await runCommand(page, 'systemd: Activate Socket');
    expect(await dialog(page, 'Activate')).toContain(`Overrides the packaged unit: ${VENDOR}`);
    await shot('13-overrides');
    await pressDialog(page, 'Create Drop-in…');
    const asked = await dialog(page, 'Change the packaged vendor.socket with a drop-in instead?');
    await shot('14-drop-in');
    expect(asked).toContain('vendor.socket.d/override.conf replaces vendor.socket.');
    await pressDialog(page, 'Replace by Drop-in');
    expect(await dialog(page, 'Activate vendor.socket')).toContain('New: vendor.socket.d/override.conf');
    await shot('15-deploys-drop-in');
    await pressDialog(page, 'Activate');
    expect(await notification(page, 'listens on')).toContain('127.0.0.1:9322');
    const dropIn = readFileSync(join(code.workspace, 'vendor.socket.d/override.conf'), 'utf8');
    expect(dropIn).toBe('[Socket]\nListenStream=\nListenStream=127.0.0.1:9322\nBacklog=5\n');
    expect(existsSync(join(code.workspace, 'vendor.socket'))).toBe(false);
    expect(existsSync(join(manager.units, 'vendor.socket'))).toBe(false);
    expect(await stateOf(manager, 'vendor.socket')).toMatchObject({ FragmentPath: VENDOR, ActiveState: 'active' });
    expect(await listener(manager, 9322)).toBeDefined();
    expect(await listener(manager, 9321)).toBeUndefined();
  });
});
