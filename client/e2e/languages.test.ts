import { describe, expect } from 'vitest';
import chinese from '../../package.nls.zh-cn.json' with { type: 'json' };
import bundle from '../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clickOn, lens, noSquiggle, problems, showTab, squiggle } from './harness/page.ts';
import { openFile, pickRows, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';

// Which files are taken for unit files, and how a person is spoken to whose VS Code is in Chinese.

const UNITS = {
  'foo.socket': '[Socket]\nListenStream=9998\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n',
  'foo.service': '[Service]\nExecStart=/bin/true\n',
  'foo.socket.d/override.conf': '[Socket]\nBacklog=many\n',
  // What `systemctl edit` has the editor open, before it takes its final name.
  'foo.socket.d/.#override.conf4f0e9f2b7c1d3a56': '[Socket]\nBaclog=5\n',
  '.#foo.service4f0e9f2b7c1d3a56': '[Service]\nExecStart=/bin/true\nRestat=no\n',
  'org.example.Foo.service': '[D-BUS Service]\nName=org.example.Foo\nExec=/usr/bin/foo\n',
};

describe('VS Code in Chinese', async () => {
  const reason = await missing('chromium');
  const step = editorStory('languages', reason, async (keep) => {
    const vsix = await packagedExtension();
    return {
      code: keep(
        await startVsCode({
          vsix,
          workspace: UNITS,
          language: 'zh-cn',
          // The list shows a few rows at a time.
          settings: { 'systemd.diagnosticMode': 'openFiles' },
        }),
      ),
    };
  });

  step('speaks Chinese in lenses, commands and questions', async ({ page, shot }) => {
    await openFile(page, 'foo.socket');
    await squiggle(page, 'error');
    await lens(page, chinese['command.activateSocket']).waitFor();
    await shot('1-lenses');
    // VS Code offers commands by either title.
    await runCommand(page, `systemd: ${chinese['command.selectTarget']}`);
    await page.locator('.quick-input-title', { hasText: bundle['Where should units be deployed?'] }).waitFor();
    expect((await pickRows(page))[0]).toContain(bundle['User Manager']);
    await shot('2-targets');
    await page.keyboard.press('Escape');
  });

  step('judges what systemctl edit opens', async ({ page, shot }) => {
    for (const [file, directive] of [
      ['.#override.conf4f0e9f2b7c1d3a56', 'Baclog'],
      ['.#foo.service4f0e9f2b7c1d3a56', 'Restat'],
    ] as const) {
      await openFile(page, file);
      await squiggle(page, 'warning');
      await clickOn(page, directive);
    }
    const listed = await problems(page);
    expect(listed.filter(({ code: found }) => found === 'unknown-directive')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('是否应为 Restart=？') }),
      expect.objectContaining({ message: expect.stringContaining('是否应为 Backlog=？') }),
    ]);
    await shot('3-systemctl-edit');
  });

  step('takes a drop-in for a part of its unit', async ({ page, shot }) => {
    await openFile(page, 'override.conf');
    await squiggle(page, 'warning');
    await clickOn(page, 'Backlog');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('Accept=no');
    await page.keyboard.press('Escape');
    await noSquiggle(page, 'warning');
    await showTab(page, 'foo.socket');
    await noSquiggle(page, 'error');
    await shot('4-drop-in');
  });

  step('leaves the service files of D-Bus alone', async ({ page, shot }) => {
    await openFile(page, 'org.example.Foo.service');
    // Once the answer about a file that was opened later is there, this one would have had its own.
    await openFile(page, 'foo.service');
    await lens(page, chinese['command.deployUnit']).waitFor();
    await showTab(page, 'org.example.Foo.service');
    await noSquiggle(page, 'error');
    await noSquiggle(page, 'warning');
    expect(await page.locator('.codelens-decoration').count()).toBe(0);
    await shot('5-d-bus');
  });
});
