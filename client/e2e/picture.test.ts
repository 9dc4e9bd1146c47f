import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { insist } from './harness/insist.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { answerSaveDialog, openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode, type VsCode } from './harness/vscode.ts';

// The picture of an activation, live: what it shows of both kinds of sockets, in every theme, and what can be done with it.

const UNITS = {
  'echo.socket': '[Socket]\nListenStream=7301\nAccept=yes\n',
  'echo@.service':
    '[Service]\nStandardInput=socket\nStandardError=journal\nExecStart=/usr/bin/python3 -c "import sys, time; print(sys.stdin.readline(), flush=True); print(\'served\', file=sys.stderr, flush=True); time.sleep(2)"\n',
  'echo@.service.d/nice.conf': '[Service]\nNice=5\n',
  'box.socket': '[Socket]\nListenStream=127.0.0.1:7302\nListenDatagram=127.0.0.1:7302\nFileDescriptorName=web\n',
  'box.service': '[Service]\nExecStart=/bin/sleep 60\n',
};
const SOON = { timeout: 6000 };
/** Each theme with the class that the workbench has with it. */
const THEMES = [
  ['light', 'Default Light Modern', '.vs'],
  ['dark', 'Default Dark Modern', '.vs-dark'],
  ['high-contrast-dark', 'Default High Contrast', '.hc-black'],
  ['high-contrast-light', 'Default High Contrast Light', '.hc-light'],
] as const;

describe('the picture of an activation', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('picture', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    for (const [name, text] of Object.entries(UNITS)) manager.install(name, text);
    await manager.systemctl('daemon-reload');
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: UNITS, on: manager }));
    return { manager, code };
  });

  step('follows connections, and has their stamps', async ({ manager, page, shot }) => {
    await openFile(page, 'echo.socket');
    await runCommand(page, 'systemd: Show Activation Diagram');
    const picture = frameOf(page).locator('main');
    await picture.getByText('inactive (dead)').first().waitFor();
    await manager.systemctl('start', 'echo.socket');
    await picture.getByText('active (listening)').first().waitFor(SOON);
    const asked = manager.run(['curl', '--silent', '--http0.9', '--max-time', '4', 'http://127.0.0.1:7301/']);
    await picture.locator('svg.wide.busy').waitFor(SOON);
    await picture
      .getByText(/echo@0 \(127\.0\.0\.1:\d+\): running/)
      .first()
      .waitFor(SOON);
    await shot('under-way');
    await asked;
    await picture.locator('svg.wide.busy').waitFor({ state: 'detached', ...SOON });
    await picture.getByText('Connections so far: 1').first().waitFor(SOON);
    const cells = picture.locator('tbody tr').first().locator('td');
    await expect.poll(async () => (await cells.allInnerTexts())[2], SOON).toMatch(/^\+[\d.]+ ms$/);
    expect(await picture.locator('tbody tr').first().locator('th').textContent()).toMatch(
      /^echo@0 \(127\.0\.0\.1:\d+\)$/,
    );
  });

  step('leads to the files, by the keyboard as well', async ({ page }) => {
    const link = frameOf(page).locator('svg.wide').getByRole('link', { name: 'Open echo@.service' });
    // What comes late in the workbench takes the focus away.
    await insist(page, 'the file of the picture', async () => {
      await link.focus();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'echo@.service' }).waitFor();
    });
  });

  step('says all of it in words', async ({ page, shot }) => {
    const words = frameOf(page).locator('#words');
    await click(words.locator('summary'));
    expect(await words.locator('li').allInnerTexts()).toEqual([
      expect.stringContaining('Client: anyone who connects to; TCP port 7301'),
      expect.stringMatching(/active \(listening\): echo\.socket; .*\n.*starts an instance for each/),
      expect.stringContaining('hands over the connection as standard input and output'),
      expect.stringContaining('the socket listens on'),
    ]);
    await shot('in-words');
    await click(words.locator('summary'));
  });

  step('is saved as a file', async ({ code, page }) => {
    await click(frameOf(page).getByRole('button', { name: 'Save as SVG' }));
    const file = join(code.workspace, 'echo.socket.svg');
    await answerSaveDialog(page, file);
    await expect.poll(() => readIfThere(file), SOON).toMatch(/<\/svg>\n$/);
    expect(readIfThere(file)).toContain('active (listening)');
  });

  step('has the colours of every theme, and room on a narrow page', async ({ code, page, shot }) => {
    mkdirSync(join(code.workspace, '.vscode'));
    const settings = join(code.workspace, '.vscode/settings.json');
    for (const [name, theme, kind] of THEMES) {
      writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench${kind}`).waitFor();
      await shot(name);
    }
    await page.setViewportSize({ width: 760, height: 800 });
    await shot('narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  step('shows which descriptors are handed over without Accept=', async ({ manager, page, shot }) => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'box.socket');
    await runCommand(page, 'systemd: Show Activation Diagram');
    const picture = frameOf(page).locator('main');
    await manager.systemctl('start', 'box.socket');
    await picture.getByText('active (listening)').first().waitFor(SOON);
    expect(await picture.textContent()).toContain('descriptors 3 to 4 (LISTEN_FDS=2, name “web”)');
    expect(await picture.textContent()).not.toContain('Connections so far');
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Send');
    await picture.getByText('active (running)').first().waitFor(SOON);
    await shot('descriptors');
  });
});

function frameOf(page: VsCode['page']): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
