import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { insist } from './harness/insist.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clickOn, dialog, notification, pressDialog, pressNotification } from './harness/page.ts';
import { openFile, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';

// Units renamed with F2 in the editor and in the explorer, with what leads to them.

const UNITS = {
  'web.socket': '[Socket]\nListenStream=8080\n\n[Install]\nWantedBy=sockets.target\n',
  'web.service': '[Unit]\nRequires=web.socket\n\n[Service]\nExecStart=/bin/true\n',
  'web.service.d/nice.conf': '[Service]\nNice=1\n',
  'other.service': '[Unit]\nAfter=web.service web.socket\n\n[Service]\nExecStart=/bin/true\n',
};

/** Opens the box for a new name at the cursor, and answers it. */
async function renameTo(page: Page, name: string): Promise<void> {
  const box = page.locator('.monaco-editor .rename-box:visible input.rename-input');
  await insist(page, 'the box for a new name', async () => {
    if (!(await box.isVisible())) await page.keyboard.press('F2');
    await box.fill(name);
  });
  await page.keyboard.press('Enter');
}

describe('renaming units', async () => {
  const reason = await missing('chromium');
  const step = editorStory('rename', reason, async (keep) => {
    const vsix = await packagedExtension();
    return { code: keep(await startVsCode({ vsix, workspace: UNITS })) };
  });

  step('takes the service along with its socket, where the person says so', async ({ page, code, shot }) => {
    const read = (name: string) => readFileSync(join(code.workspace, name), 'utf8');
    await openFile(page, 'web.socket');
    await clickOn(page, '[Socket]');
    await renameTo(page, 'api.socket');
    await notification(page, 'web.socket and web.service belong together by name. Rename all of them?');
    await shot('1-question');
    await pressNotification(page, 'belong together by name', 'Rename All');
    await vi.waitFor(
      () =>
        expect(readdirSync(code.workspace).sort()).toEqual([
          'api.service',
          'api.service.d',
          'api.socket',
          'other.service',
        ]),
      40_000,
    );
    await vi.waitFor(() => expect(read('other.service')).toContain('After=api.service api.socket\n'), 40_000);
    expect(read('api.service')).toContain('Requires=api.socket\n');
    expect(read('api.socket')).toBe(UNITS['web.socket']);
    await shot('2-renamed');
  });

  step('refuses a name of another type with a sentence', async ({ page, shot }) => {
    await openFile(page, 'other.service');
    await clickOn(page, 'api.socket');
    await renameTo(page, 'api.timer');
    await page.getByText('its new name has to end in .socket').first().waitFor();
    await shot('3-refused');
    await page.keyboard.press('Escape');
  });

  step('follows a file that is renamed in the explorer', async ({ page, code, shot }) => {
    const read = (name: string) => readFileSync(join(code.workspace, name), 'utf8');
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^api\.service$/ });
    const box = page.locator('.explorer-folders-view .monaco-inputbox input');
    await insist(page, 'the name in the explorer', async () => {
      if (!(await box.isVisible())) {
        await click(row);
        await page.keyboard.press('F2');
      }
      await box.fill('backend.service');
    });
    await page.keyboard.press('Enter');
    await pressNotification(page, 'belong together by name', 'Rename This File Only');
    // VS Code shows what follows from a file that is moved.
    await dialog(page, 'wants to make refactoring changes');
    await shot('4-consent');
    await pressDialog(page, 'OK');
    // What follows from a file that is moved is for the person to save.
    await vi.waitFor(() => expect(readdirSync(code.workspace)).toContain('backend.service.d'), 40_000);
    await runCommand(page, 'File: Save All Files');
    await vi.waitFor(
      () => expect(read('api.socket')).toContain('ListenStream=8080\nService=backend.service\n'),
      40_000,
    );
    await vi.waitFor(() => expect(read('other.service')).toContain('After=backend.service api.socket\n'), 40_000);
    await shot('5-explorer');
  });
});
