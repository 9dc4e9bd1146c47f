import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { click, clickInRow } from './harness/mouse.ts';
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
  'own.timer': '[Timer]\nOnCalendar=daily\n',
  'own.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
  'settings.ini': '[section]\nkey=value\n',
};

/** What the manager has, besides what systemd brings. */
const INSTALLED = {
  'api-with-a-very-long-name-of-its-own.socket': '[Socket]\nListenStream=127.0.0.1:9992\n',
  'api-with-a-very-long-name-of-its-own.service': '[Service]\nExecStart=/bin/false\n',
  'nightly.timer': '[Timer]\nOnCalendar=*-*-* 03:30:00\n',
  'nightly.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
  'spool.path': '[Path]\nPathExists=%h/spool\n',
  'spool.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
};

describe('the sockets view', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('sockets-view', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    for (const [name, text] of Object.entries(INSTALLED)) manager.install(name, text);
    await manager.systemctl('daemon-reload');
    await manager.systemctl('start', 'nightly.timer', 'spool.path');
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: WORKSPACE, on: manager }));
    return { manager, code };
  });

  step('stands in the activity bar', async ({ page, shot }) => {
    const rows = await socketRows(page);
    await rows.filter({ hasText: /^not deployed +web\.socket/ }).waitFor();
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
    await (await socketRows(page))
      .filter({ hasText: /^listening/ })
      .first()
      .waitFor();
    await shot('02-listening');
  });

  step('shows the sockets, timers and paths that the target has itself', async ({ page, shot }) => {
    const sockets = await socketRows(page, /all sockets/i);
    await sockets.filter({ hasText: /^stopped +api-with/ }).waitFor();
    const timers = await socketRows(page, /timers and paths/i);
    await timers.filter({ hasText: /^waiting +nightly\.timernext .*03:30/ }).waitFor();
    await timers.filter({ hasText: /^not deployed +own\.timer/ }).waitFor();
    await timers.filter({ hasText: /^waiting +spool\.path.*\/spool/ }).waitFor();
    await shot('03-target');
  });

  step('starts a socket of the target, and says why it failed', async ({ manager, page, shot }) => {
    const row = (await socketRows(page, /all sockets/i)).filter({ hasText: 'api-with' });
    await clickInRow(row, row.locator('.action-label[aria-label^="Start"]'));
    await row.filter({ hasText: /^listening/ }).waitFor();
    await click(row.locator('.monaco-tl-twistie'));
    await shot('04-started');
    await manager.run(['curl', '--silent', '--max-time', '3', 'http://127.0.0.1:9992/']);
    await row.filter({ hasText: /^failed +api.*Service started too often/ }).waitFor();
    const error = (await socketRows(page, /all sockets/i)).filter({ hasText: 'Exit status 1' });
    await error.first().waitFor();
    await shot('05-failed');
  });

  step('counts what a socket accepts, while it is unfolded', async ({ manager, page, shot }) => {
    const rows = await socketRows(page);
    await click(rows.filter({ hasText: 'web.socket' }).first().locator('.monaco-tl-twistie'));
    await rows.filter({ hasText: '0 accepted' }).waitFor();
    await manager.run(['curl', '--silent', '--max-time', '1', 'http://127.0.0.1:9991/']);
    await rows.filter({ hasText: '1 accepted' }).waitFor();
    await shot('06-counted');
  });

  step('has a menu with what applies, and names for those who do not see it', async ({ page, shot }) => {
    const rows = await socketRows(page);
    const row = rows.filter({ hasText: /^listening +web\.socket/ });
    expect(await row.getAttribute('aria-label')).toMatch(/^web\.socket, listening, 127\.0\.0\.1:9991/);
    await click(row, { button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Restart Unit').waitFor();
    await shot('07-menu');
    const offered = await menu.locator('.action-menu-item .action-label').allInnerTexts();
    expect(offered.filter((one) => one.trim() !== '')).toEqual([
      'Activate Socket',
      'Send Test Request',
      'Restart Unit',
      'Stop Unit',
      'Run Load',
      'Enable at Boot',
      'Open Unit File',
      'Show Effective Unit',
      'Show Journal',
      'Show Activation Diagram',
      'Create Drop-in Override…',
      'Deploy Unit',
      'Deploy to a Fleet with Ansible…',
      'Undeploy Unit',
    ]);
    await page.keyboard.press('Escape');
  });

  step('offers in the menu of the editor what applies', async ({ page, shot }) => {
    await click(page.locator('.editor-actions .codicon-toolbar-more'));
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Stop', { exact: true }).waitFor();
    await shot('08-editor-menu');
    expect(await menu.getByText('Enable at Boot').count()).toBe(1);
    expect(await menu.getByText('Disable at Boot').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  step('begins the choice of a target at the one in use', async ({ page, shot }) => {
    await runCommand(page, 'systemd: Select Target');
    const focused = page.locator('.quick-input-list .monaco-list-row.focused');
    await focused.filter({ hasText: 'User Manager' }).waitFor();
    await shot('09-target');
    expect((await pickRows(page)).length).toBeGreaterThan(2);
    await page.keyboard.press('Escape');
  });

  step('can be read in a dark and in a high-contrast theme', async ({ code, page, shot }) => {
    await socketRows(page);
    mkdirSync(join(code.workspace, '.vscode'), { recursive: true });
    for (const [theme, name, element] of [
      ['Default Dark Modern', 'dark', '.vs-dark'],
      ['Default High Contrast', 'contrast', '.hc-black'],
      ['Default High Contrast Light', 'contrast-light', '.hc-light'],
    ] as const) {
      writeFileSync(join(code.workspace, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench${element}`).waitFor();
      await shot(`10-${name}`);
    }
  });
});
