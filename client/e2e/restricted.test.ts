import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import type { Manager } from './harness/manager.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  dialog,
  hover,
  leaveHover,
  lens,
  notification,
  pressDialog,
  pressNotification,
  quickFixes,
  socketRows,
  squiggle,
  takeLens,
  takeQuickFix,
} from './harness/page.ts';
import { openFile, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { SAMPLE, SOCKET } from './harness/sample.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// Restricted Mode: somebody looks at a folder that they do not trust. A manager is there, and nothing reaches it.

describe('a folder that is not trusted', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('restricted', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    await recordCalls(manager);
    const options = { vsix: await packagedExtension(), workspace: SAMPLE, on: manager, restricted: true };
    return { manager, code: keep(await startVsCode(options)) };
  });

  step('is judged, explained and corrected', async ({ page }) => {
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
    await lens(page, 'Activate Socket').waitFor();
    expect(await hover(page, '9999')).toContain('TCP port 9999 on all addresses');
    await leaveHover(page);
    await clickOn(page, 'Accept=yes');
    await quickFixes(page);
    await takeQuickFix(page, 'and a handler in Python');
    await page.locator('.tab.active', { hasText: 'testSampleWeb@.service' }).waitFor();
    await lens(page, 'Deploy Unit').waitFor();
  });

  step('is neither deployed, started, asked nor looked up on the manager', async ({ manager, page, shot }) => {
    await (await socketRows(page)).filter({ hasText: new RegExp(`^not known +${SOCKET}`) }).waitFor();
    for (const command of [
      'Activate Socket',
      'Deploy Unit',
      'Send Test Request',
      'Stop Socket',
      'Show Journal',
      'Select Target',
    ]) {
      await runCommand(page, `systemd: ${command}`);
      expect(await notification(page, 'not trusted')).toBe(
        'This workspace is not trusted, so nothing in it is run or installed.',
      );
      if (command === 'Activate Socket') await shot('1-not-trusted');
      await clearNotifications(page);
    }
    expect(await calls(manager)).toBe('');
    expect(readdirSync(manager.units)).toEqual([]);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found' });
    expect(await listener(manager, 9999)).toBeUndefined();
  });

  step('is deployed once it is trusted', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Activate Socket');
    await pressNotification(page, 'not trusted', 'Manage Trust');
    await click(page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first());
    await page.locator('.workspace-trust-editor', { hasText: 'You trust this folder' }).waitFor();
    await openFile(page, SOCKET);
    await takeLens(page, 'Activate Socket');
    await dialog(page, `Activate ${SOCKET}`);
    await pressDialog(page, 'Activate');
    await notification(page, `${SOCKET} listens on`);
    await (await socketRows(page)).filter({ hasText: new RegExp(`^listening +${SOCKET}`) }).waitFor();
    await shot('2-trusted');
    expect(existsSync(join(manager.units, SOCKET))).toBe(true);
    expect(await calls(manager)).toMatch(/systemctl .*restart .*testSampleWeb\.socket$/m);
  });
});

/** The programs that something of a workspace could be run, installed or looked up with. */
const PROGRAMS = [
  'systemctl',
  'systemd-analyze',
  'systemd-socket-activate',
  'journalctl',
  'curl',
  'ss',
  'sudo',
  'pkexec',
];
const CALLS = '/tmp/calls';

/** What has been called since, one command line each. */
async function calls({ machine }: Manager): Promise<string> {
  return (await machine.run(['cat', CALLS])).stdout;
}

/** Puts something in front of each program that writes its calls down. */
async function recordCalls({ machine }: Manager): Promise<void> {
  const wrapper = `#!/bin/sh\necho "$0 $*" >>${CALLS}\nexec "/usr/bin/\${0##*/}" "$@"\n`;
  const paths = PROGRAMS.map((name) => `/usr/local/bin/${name}`);
  await machine.run(['tee', ...paths], { input: wrapper });
  await machine.run(['chmod', '755', ...paths]);
  await machine.run(['install', '--mode=666', '/dev/null', CALLS]);
}
