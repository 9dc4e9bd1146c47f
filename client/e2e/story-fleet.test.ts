import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { notification } from './harness/page.ts';
import { openFile, pick, pickRows, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { ECHO_UNITS } from './harness/sample.ts';
import { startSshServer } from './harness/ssh-server.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// A deployment to a fleet as a person does it: inventory, check, question, table of results.

const INVENTORY = 'web1 ansible_host=127.0.0.1 ansible_user=root\ngone ansible_host=127.0.0.1 ansible_port=1\n';

describe('a fleet in the editor', async () => {
  const reason = await missing('machine', 'chromium', 'ssh', 'ansible');
  const step = editorStory('story-fleet', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const server = await startSshServer(manager.machine);
    server.equip('tester', 'Host 127.0.0.1\n  StrictHostKeyChecking accept-new\n');
    const workspace = { ...ECHO_UNITS, hosts: INVENTORY };
    return { manager, code: keep(await startVsCode({ vsix: await packagedExtension(), workspace, on: manager })) };
  });

  step('takes the inventory of the workspace and asks for the machines', async ({ page, shot }) => {
    await openFile(page, 'echo.socket');
    await runCommand(page, 'systemd: Deploy to a Fleet with Ansible');
    await pick(page, 'Deploy to which manager of each machine?', 'System Manager');
    await pick(page, 'Which Ansible inventory?', 'hosts');
    await page.locator('.quick-input-title', { hasText: 'Deploy to which machines of hosts?' }).waitFor();
    expect((await pickRows(page)).join('\n')).toMatch(/web1.*gone/s);
    await shot('01-machines');
    await page.keyboard.press('Enter');
  });

  step('shows what would change before it asks, and has changed nothing', async ({ manager, page, shot }) => {
    const asked = page.locator('.quick-input-title', { hasText: 'Checked: 1 would change, 1 not reached' });
    await asked.waitFor({ timeout: 120_000 });
    const text = await previewText(page, 'no ssh server answers');
    await shot('02-check');
    expect(text).toContain('+ListenStream=9999');
    expect((await pickRows(page))[0]).toContain('Deploy echo.socket to web1');
    expect(await manager.machine.run(['ls', '/etc/systemd/system'])).toMatchObject({ code: 0, stdout: '' });
  });

  step('deploys to the machines that are ready, and shows one table', async ({ manager, page, shot }) => {
    await pick(page, 'Checked:', 'Deploy echo.socket to web1');
    await waitFor('the progress', async () => page.locator('.notification-list-item').first().isVisible());
    await shot('03-progress');
    await page.locator('.tab', { hasText: 'Results of echo.socket' }).waitFor({ timeout: 120_000 });
    expect(await notification(page, 'echo.socket: 1 changed')).toContain('1 changed, 1 not reached');
    expect(await previewText(page, 'deployed')).toContain('no ssh server answers');
    await shot('04-results');
    expect(readFileSync(join(manager.machine.folder, 'units/echo.socket'), 'utf8')).toBe(ECHO_UNITS['echo.socket']);
    expect((await manager.machine.run(['systemctl', 'is-active', 'echo.socket'])).stdout).toBe('active\n');
  });

  /** What the Markdown preview says, once it has the words; it is a page within a page within the page. */
  async function previewText(page: Page, words: string): Promise<string> {
    return waitFor(
      `"${words}" in the preview`,
      async () => {
        for (const frame of page.frames()) {
          const text = await frame
            .locator('body')
            .textContent({ timeout: 500 })
            .catch(() => '');
          if (frame !== page.mainFrame() && text?.includes(words)) return text;
        }
        return undefined;
      },
      { within: 20_000, every: 200 },
    );
  }
});
