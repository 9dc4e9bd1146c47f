import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedExtension } from './harness/packaged-extension.ts';
import { hover, notification, pressNotification, reload, screenshot, showTab, squiggle } from './harness/page.ts';
import { openFile } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode, type VsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// Another extension has hovers for unit files and a command of ours: both work, and features can be left to it.

describe('beside another extension for unit files', async () => {
  const reason = await missing('chromium');
  let code: VsCode;
  beforeAll(async () => {
    if (reason) return;
    code = await startVsCode({
      vsix: await packagedExtension(),
      workspace: { 'typo.service': '[Service]\nExecStart=/bin/sh\nTyp=simple\n' },
      other: OTHER_EXTENSION,
    });
  });
  afterAll(() => code?.stop());

  test('says so once, works, and leaves to it what the person chooses', async (context) => {
    context.skip(reason !== undefined, reason);
    const { page, workspace } = code;
    await openFile(page, 'typo.service');
    await squiggle(page, 'warning');
    expect(await notification(page, 'Other Units')).toContain('Unit files are served by Other Units as well');
    await screenshot(page, 'other-extension/told');
    const both = await waitFor('the hovers of both', async () => {
      const text = await hover(page, 'ExecStart');
      return text.includes('ExecStart= in [Service]') && text.includes('From the other extension') ? text : undefined;
    });
    expect(both.match(/ExecStart= in \[Service\]/g)).toHaveLength(1);
    await pressNotification(page, 'Another extension has registered systemd.showManual', 'Show Commands');
    const taken = page.locator('.monaco-dialog-box', { hasText: 'systemd.showManual' });
    await taken.waitFor();
    await screenshot(page, 'other-extension/taken');
    await page.keyboard.press('Escape');
    await taken.waitFor({ state: 'hidden' });
    await pressNotification(page, 'Other Units', 'Choose Features');
    await page.locator('.settings-editor .setting-item-contents', { hasText: 'Features Off' }).first().waitFor();
    await screenshot(page, 'other-extension/features-off');
    // The settings may be in front of the editors, and the key may be for the search in them first.
    await waitFor('the editors', async () => {
      await page.keyboard.press('Escape');
      return !(await page
        .locator('.monaco-modal-editor-block:visible, .modal-editor-part:visible')
        .first()
        .isVisible());
    });
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    writeFileSync(join(workspace, '.vscode/settings.json'), '{"systemd.featuresOff": ["hover"]}');
    await showTab(page, 'typo.service');
    await squiggle(page, 'warning');
    const alone = await waitFor('the hover of the other extension alone', async () => {
      const text = await hover(page, 'ExecStart');
      return text.includes('ExecStart= in [Service]') ? undefined : text;
    });
    expect(alone).toContain('From the other extension');
    await reload(page);
    await openFile(page, 'typo.service');
    await squiggle(page, 'warning');
    expect(await page.locator('.notification-list-item', { hasText: 'Other Units' }).count()).toBe(0);
  });
});

/** Claims units under a language of its own, as published ones do, answers hovers, and has taken a command of ours. */
const OTHER_EXTENSION = {
  'README.md': 'For a test.\n',
  'package.json': JSON.stringify({
    name: 'other-units',
    displayName: 'Other Units',
    publisher: 'nobody',
    version: '1.0.0',
    engines: { vscode: '^1.90.0' },
    main: './main.js',
    activationEvents: ['*'],
    contributes: { languages: [{ id: 'systemd-conf', extensions: ['.service', '.socket', '.timer'] }] },
  }),
  'main.js': `const { commands, languages, MarkdownString, Hover } = require('vscode');
exports.activate = () => {
  commands.registerCommand('systemd.showManual', () => undefined);
  languages.registerHoverProvider({ pattern: '**/*.service' }, {
    provideHover: () => new Hover(new MarkdownString('From the other extension')),
  });
};
`,
};
