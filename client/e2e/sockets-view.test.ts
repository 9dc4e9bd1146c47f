import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clickOn, dialog, lens, pressDialog, socketRows } from './harness/page.ts';
import { openFile, pickRows, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// The sockets view beside a user manager that has sockets, timers and paths of its own, and what is offered without it.

const WORKSPACE = {
  'web.socket': '[Socket]\nListenStream=127.0.0.1:9991\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n',
  'web@.service': '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n',
  'settings.ini': '[section]\nkey=value\n',
};

describe('the sockets view', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('sockets-view', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: WORKSPACE, on: manager }));
    return { manager, code };
  });

  step('stands in the activity bar', async ({ page, shot }) => {
    const rows = await socketRows(page);
    await rows.filter({ hasText: 'web.socket' }).waitFor();
    await shot('01-rows');
  });

  step('is activated by its key in a socket, and by none in another file', async ({ page, shot }) => {
    await openFile(page, 'settings.ini');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+A');
    await openFile(page, 'web.socket');
    await lens(page, 'Activate Socket').waitFor();
    expect(await page.locator('.monaco-dialog-box').count()).toBe(0);
    await clickOn(page, 'Accept');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Alt+A');
    await dialog(page, 'Activate web.socket');
    await pressDialog(page, 'Activate');
    await (await socketRows(page)).filter({ hasText: 'listening' }).first().waitFor();
    await shot('02-listening');
  });

  step('offers in the menu of the editor what applies', async ({ page, shot }) => {
    await page.locator('.editor-actions .codicon-toolbar-more').click();
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Stop', { exact: true }).waitFor();
    await shot('03-menu');
    expect(await menu.getByText('Enable at Boot').count()).toBe(1);
    expect(await menu.getByText('Disable at Boot').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  step('begins the choice of a target at the one in use', async ({ page, shot }) => {
    await runCommand(page, 'systemd: Select Target');
    const focused = page.locator('.quick-input-list .monaco-list-row.focused');
    await focused.filter({ hasText: 'User Manager' }).waitFor();
    await shot('04-target');
    expect((await pickRows(page)).length).toBeGreaterThan(2);
    await page.keyboard.press('Escape');
  });
});
