import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clickOn, problems, squiggle } from './harness/page.ts';
import { openFile, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';

// The findings of files that nobody has opened.

const UNITS = {
  'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n',
  'b.service': '[Service]\nExecStart=/bin/true\n',
  'b.service.d/fatal.conf': '[Service]\nExecStart=relative/program\n',
  'notes.txt': 'No unit.\n',
};

describe('Problems', async () => {
  const reason = await missing('chromium');
  const step = editorStory('problems', reason, async (keep) => {
    const vsix = await packagedExtension();
    return { code: keep(await startVsCode({ vsix, workspace: UNITS })) };
  });
  const codes = async (page: Parameters<typeof problems>[0]) => (await problems(page)).map(({ code }) => code).sort();
  const ALL = ['bad-command', 'fatal-line-in-drop-in', 'unknown-directive'];

  step('lists what is found in the workspace before a file is opened', async ({ page, shot }) => {
    await vi.waitFor(async () => expect(await codes(page)).toEqual(ALL), 40_000);
    await shot('1-nothing-open');
  });

  step('keeps what is found in a file that is closed, and forgets what was never saved', async ({ page, shot }) => {
    await openFile(page, 'a.service');
    await squiggle(page, 'warning');
    await clickOn(page, 'Nope');
    await page.keyboard.press('Home');
    await page.keyboard.type('#');
    await vi.waitFor(async () => expect(await codes(page)).toEqual(ALL.slice(0, 2)), 40_000);
    await runCommand(page, 'File: Revert File');
    await runCommand(page, 'View: Close All Editors');
    await vi.waitFor(async () => expect(await codes(page)).toEqual(ALL), 40_000);
    await shot('2-closed');
  });

  step('follows files that change, come and go', async ({ page, code, shot }) => {
    rmSync(join(code.workspace, 'a.service'));
    rmSync(join(code.workspace, 'b.service.d'), { recursive: true });
    mkdirSync(join(code.workspace, 'new'));
    writeFileSync(join(code.workspace, 'new/c.socket'), '[Socket]\nListenStream=1\nBacklog=many\n');
    // Hints, such as not-enabled-at-boot, are marked in the file and not listed.
    await vi.waitFor(async () => expect(await codes(page)).toEqual(['bad-number', 'socket-without-service']), 40_000);
    await shot('3-changed');
  });
});
