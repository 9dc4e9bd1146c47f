import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clickOn, notification, takeLens, wholeText } from './harness/page.ts';
import { openFile, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';

// What changes a unit without being in its file: seen over the unit, read as a whole, and written by the editor.

const UNITS = {
  'alone.service': '[Service]\nExecStart=/bin/sh\n',
  'web.service': '[Unit]\nDescription=Web\n\n[Service]\nEnvironment=A=1\nExecStart=/bin/sh\nType=exec\n',
  'web.service.d/nice.conf': '[Service]\nNice=5\n',
  'web.service.d/shell.conf': '[Service]\nExecStart=\nExecStart=/bin/bash\n',
};

describe('drop-ins', async () => {
  const step = editorStory('drop-ins', await missing('chromium'), async (keep) => {
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: UNITS }));
    return { code };
  });

  step('are counted over the unit, and shown', async ({ page, shot }) => {
    await openFile(page, 'web.service');
    await takeLens(page, '2 drop-ins');
    const peek = page.locator('.peekview-widget');
    await peek.getByText('nice.conf').first().waitFor();
    await shot('peek');
    expect(await peek.locator('.ref-tree').textContent()).toContain('shell.conf');
    await page.keyboard.press('Escape');
  });

  step('are merged, with what they override', async ({ page, shot }) => {
    await runCommand(page, 'systemd: Show Effective Unit');
    const text = await wholeText(page, '(effective)');
    expect(text).toContain('# ExecStart=/bin/sh\n');
    expect(text).toContain('\nExecStart=/bin/bash');
    await shot('effective');
    await page.locator('.monaco-editor .detected-link', { hasText: 'ExecStart' }).first().waitFor();
  });

  step('are made for the directives that are chosen', async ({ code, page, shot }) => {
    await openFile(page, 'web.service');
    await clickOn(page, 'Environment');
    await runCommand(page, 'systemd: Create Drop-in Override…');
    const choice = page.locator('.quick-input-list-row', { hasText: 'Environment=' }).first();
    await choice.waitFor();
    await shot('choice');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'override.conf' }).waitFor();
    await shot('made');
    const text = readFileSync(join(code.workspace, 'web.service.d/override.conf'), 'utf8');
    expect(text).toBe('[Service]\nEnvironment=\nEnvironment=A=1\n');
  });

  step('are told to be none where there are none', async ({ page }) => {
    await openFile(page, 'alone.service');
    await runCommand(page, 'systemd: Peek Fragment and Drop-ins');
    await notification(page, 'No drop-in changes alone.service.');
  });
});
