import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clearNotifications, closeEditors, lens, pressDialog, pressNotification } from './harness/page.ts';
import { openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// What is shown as a table: how exposed a service is, and all listeners of workspace and target.

const UNITS = {
  'web.socket': '[Socket]\nListenStream=7411\n',
  'web.service': '[Service]\nExecStart=/bin/sleep 60\nUser=daemon\nNoNewPrivileges=yes\n',
  'web.service.d/net.conf': '[Service]\nPrivateNetwork=no\n',
  'admin.socket': '[Socket]\nListenStream=127.0.0.1:7411\nListenStream=/run/admin.sock\nAccept=yes\n',
  'echo.socket': '[Socket]\nListenStream=127.0.0.1:7412\nAccept=yes\n',
  'echo@.service': '[Service]\nStandardInput=socket\nExecStart=/usr/bin/head -c 300 /dev/urandom\n',
  'admin@.service': '[Service]\nStandardInput=socket\nExecStart=/bin/cat\n',
};
const NARROW = { width: 900, height: 800 };
const SOON = { timeout: 10_000 };

describe('tables', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('tables', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    manager.install('installed.socket', '[Socket]\nListenStream=7499\n');
    manager.install('installed.service', '[Service]\nExecStart=/bin/sleep 60\n');
    await manager.systemctl('daemon-reload');
    const code = keep(
      await startVsCode({
        vsix: await packagedExtension(),
        workspace: UNITS,
        on: manager,
        settings: { 'systemd.pagePosition': 'below' },
      }),
    );
    return { manager, code };
  });

  step('the exposure stands above a service, and leads to what adds to it', async ({ page, shot }) => {
    await openFile(page, 'web.service');
    const above = lens(page, 'Security: ');
    await above.waitFor(SOON);
    await shot('lens');
    await click(above);
    const rows = frameOf(page).locator('tbody tr');
    await rows.first().waitFor(SOON);
    await shot('security');
    expect(await rows.first().locator('td').nth(1).textContent()).toBe('PrivateNetwork=');
    await click(rows.first().getByRole('link', { name: 'PrivateNetwork=no' }));
    await page.locator('.tab.active', { hasText: 'net.conf' }).waitFor(SOON);
  });

  step('the port map has the listeners of workspace and target, and what clashes', async ({ page, shot }) => {
    await closeEditors(page);
    await openFile(page, 'web.socket');
    await runCommand(page, 'systemd: Show Port Map');
    const rows = frameOf(page).locator('tbody tr');
    await rows.filter({ hasText: 'installed.socket' }).waitFor(SOON);
    await shot('ports');
    const clashing = await rows.filter({ hasText: 'the second to start fails' }).allInnerTexts();
    expect(clashing.map((text) => /\S+\.socket/.exec(text)?.[0])).toEqual(['admin.socket', 'web.socket']);
    await click(rows.filter({ hasText: '/run/admin.sock' }).getByRole('link', { name: 'admin.socket' }));
    await page.locator('.tab.active', { hasText: 'admin.socket' }).waitFor(SOON);
  });

  step('the port map shows all columns in a narrow window', async ({ page, shot }) => {
    await page.setViewportSize(NARROW);
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'web.socket');
    await runCommand(page, 'systemd: Show Port Map');
    const table = frameOf(page).locator('.table');
    await table.locator('td', { hasText: 'installed.socket' }).waitFor(SOON);
    await shot('ports-narrow');
    const cut = await table.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(cut).toBeLessThanOrEqual(1);
  });

  step('a reply is shown below where that is wanted, as wide as the editor', async ({ page, shot }) => {
    await closeEditors(page);
    await openFile(page, 'echo.socket');
    await runCommand(page, 'systemd: Activate Socket');
    await pressDialog(page, 'Activate');
    await pressNotification(page, 'listens on', 'Send Test Request');
    await pick(page, 'Test Request', 'Send');
    await page.locator('.tab.active', { hasText: 'Reply echo.socket' }).waitFor(SOON);
    await clearNotifications(page);
    await shot('reply-below');
    await expectBelow(page);
  });

  step('a picture and an effective unit are shown below as well', async ({ page, shot }) => {
    for (const [command, tab] of [
      ['systemd: Show Activation Diagram', 'Activation of echo.socket'],
      ['systemd: Show Effective Unit', 'echo.socket (effective)'],
    ] as const) {
      await closeEditors(page);
      await openFile(page, 'echo.socket');
      await runCommand(page, command);
      await page.locator('.tab.active', { hasText: tab }).waitFor(SOON);
      await shot(`below-${tab.split(' ')[0]}`);
      await expectBelow(page);
    }
  });
});

/** There are two groups of editors, one below the other. */
async function expectBelow(page: Parameters<typeof openFile>[0]): Promise<void> {
  const groups = await page.locator('.editor-group-container').evaluateAll((all) =>
    all.map((one) => {
      const { top, width } = one.getBoundingClientRect();
      return { top, width };
    }),
  );
  expect(groups).toHaveLength(2);
  expect(groups[0]!.width).toBe(groups[1]!.width);
  expect(groups[0]!.top).not.toBe(groups[1]!.top);
}

/** The page inside the webview that was opened last. */
function frameOf(page: Parameters<typeof openFile>[0]): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}
