import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Manager } from './harness/manager.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  dialog,
  lens,
  notification,
  pressDialog,
  screenshot,
  viewRows,
  wholeText,
} from './harness/page.ts';
import { answer, openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { story } from './harness/story.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode, type VsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// What comes after the first reply: programs copied along, enabling at boot, load, other protocols, and taking it all away.

const FIXTURES = new URL('../../test-fixtures/', import.meta.url).pathname;
const SOCKET = 'testSampleWeb.socket';

describe('an administrator beside a user manager', async () => {
  const reason = await missing('machine', 'chromium');
  let manager: Manager;
  let code: VsCode;
  let page: VsCode['page'];
  const shot = (name: string) => screenshot(page, `story-administrator/${name}`);
  const step = story(reason, () => shot('failed'));
  const handler = () => join(manager.home, 'sampleWeb.py');

  beforeAll(async () => {
    if (reason) return;
    manager = await startUserManager({ folders: await codeServerFolders() });
    code = await startVsCode({ vsix: await packagedExtension(), workspace: join(FIXTURES, 'tutorial'), on: manager });
    page = code.page;
  });
  afterAll(async () => {
    await code?.stop();
    await manager?.stop();
  });

  step('copies the handler along that the service names below the home folder', async () => {
    await openFile(page, SOCKET);
    await lens(page, 'Activate Socket').click();
    expect(await dialog(page, 'Activate')).toContain('/home/tester/sampleWeb.py (new)');
    await shot('01-with-programs');
    await pressDialog(page, 'Activate');
    await notification(page, 'listens on');
    expect(readFileSync(handler(), 'utf8')).toBe(readFileSync(join(FIXTURES, 'tutorial/sampleWeb.py'), 'utf8'));
    await clearNotifications(page);
  });

  step('enables the socket at boot, which is a choice of its own', async () => {
    expect(await stateOf(manager, SOCKET)).toMatchObject({ UnitFileState: 'disabled' });
    await runCommand(page, 'systemd: Enable at Boot');
    await notification(page, 'starts by itself');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ UnitFileState: 'enabled' });
    await clearNotifications(page);
  });

  step('runs load, and shows the times and the counters', async () => {
    await runCommand(page, 'systemd: Run Load');
    await pick(page, 'Test Request', 'Send');
    await answer(page, 'How many requests?', '40');
    await answer(page, 'How many at once?', '8');
    const text = await wholeText(page, 'Load Run');
    await shot('02-load');
    expect(text).toMatch(/Answered: +40 +\(100\.0 %\)/);
    expect(text).toMatch(/HTTP 200: +40/);
    expect(text).toMatch(/half within .* ms, 95 % within/);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ NAccepted: '40' });
  });

  step('sends bytes as they are, and remembers what was sent', async () => {
    // The page with the load run is in front, and is about the socket.
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Protocol');
    await pick(page, 'Test Request', 'Send');
    const text = await wholeText(page, 'Reply');
    await shot('03-bytes');
    expect(text).toContain('“hello\\n” stream 9999');
    expect(text).toContain('Request: hello');
    expect(text).toMatch(/Answered by: +testSampleWeb@40-.*\.service/);
  });

  step('shows that what is deployed is not what is here', async () => {
    await openFile(page, SOCKET);
    await clickOn(page, 'Accept=yes');
    await page.keyboard.press('End');
    await page.keyboard.type('\nMaxConnections=5');
    await page.keyboard.press('Control+S');
    const rows = await viewRows(page, /sockets/i);
    await rows.filter({ hasText: 'not as deployed' }).first().waitFor();
    await shot('04-not-as-deployed');
  });

  step('takes away what it deployed, and leaves alone what somebody has changed', async () => {
    manager.install('testSampleWeb@.service', '# changed by somebody else\n[Service]\nExecStart=/bin/true\n');
    await runCommand(page, 'systemd: Undeploy Unit');
    const asked = await dialog(page, 'Undeploy');
    expect(asked).toContain('left alone: somebody has changed it');
    expect(asked).toContain('systemctl --user disable');
    await shot('05-undeploy');
    await pressDialog(page, 'Undeploy');
    await notification(page, 'is gone');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found', ActiveState: 'inactive' });
    expect(await listener(manager, 9999)).toBeUndefined();
    expect(existsSync(handler())).toBe(false);
    expect(existsSync(join(manager.units, SOCKET))).toBe(false);
    expect(readFileSync(join(manager.units, 'testSampleWeb@.service'), 'utf8')).toContain('somebody else');
    rmSync(join(manager.units, 'testSampleWeb@.service'));
    await clearNotifications(page);
  });

  step('tries the socket without installing anything', async () => {
    await runCommand(page, 'systemd: Select Target');
    await pick(page, 'deployed to', 'Dry Run');
    await runCommand(page, 'systemd: Activate Socket');
    await notification(page, 'is being tried');
    await shot('06-dry-run');
    expect(await listener(manager, 9999)).toContain('systemd-socket-');
    expect(existsSync(join(manager.units, SOCKET))).toBe(false);
    await runCommand(page, 'systemd: Stop Socket');
    await waitFor('the port to be free', async () => (await listener(manager, 9999)) === undefined);
  });
});
