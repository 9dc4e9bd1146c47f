import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { insist } from './harness/insist.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  closeEditors,
  noProblems,
  notification,
  pressNotification,
  takeQuickFix,
} from './harness/page.ts';
import { answer, openFile, openPath, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// A service that a socket starts, begun with nothing open.

const TITLE = 'New Socket-Activated Service';
const COMMAND = `systemd: ${TITLE}`;

describe('New Socket-Activated Service', async () => {
  const reason = await missing('chromium', 'compilers');
  const step = editorStory('new-service', reason, async (keep) => {
    const vsix = await packagedExtension();
    return { code: keep(await startVsCode({ vsix, workspace: { 'notes.txt': 'Nothing yet.\n' } })) };
  });

  step(
    'asks how, in which language and where, and shows the files before there are any',
    async ({ code, page, shot }) => {
      await openFile(page, 'notes.txt');
      await runCommand(page, COMMAND);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'A proxy to a server' }).waitFor();
      await shot('1-ways');
      await pick(page, 'How does the program get its clients?', 'A process for each connection');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Shell' }).waitFor();
      await shot('2-languages');
      await pick(page, 'In which language?', '.go');
      await pick(page, 'What is listened at?', 'TCP port');
      await answer(page, TITLE, 'hello');
      const input = page.locator('.quick-input-widget:visible .quick-input-box input');
      await insist(page, 'the proposed address', async () => /^127\.0\.0\.1:\d{4}$/.test(await input.inputValue()));
      await shot('3-address');
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Create 3 files' }).waitFor();
      await page.locator('.view-line', { hasText: 'Accept=yes' }).first().waitFor();
      await shot('4-preview');
      expect(readdirSync(code.workspace).filter((name) => name.startsWith('hello'))).toEqual([]);
    },
  );

  step('makes them once the person agrees, without a finding, and builds the program', async ({ code, page, shot }) => {
    await pick(page, 'New files in', 'Create 3 files');
    await page.locator('.tab', { hasText: 'hello@.service' }).first().waitFor();
    await notification(page, 'The program has to be built');
    await shot('5-made');
    const made = readdirSync(code.workspace).filter((name) => name.startsWith('hello'));
    expect(made.toSorted()).toEqual(['hello-handler.go', 'hello.socket', 'hello@.service']);
    await noProblems(page);
    await pressNotification(page, 'The program has to be built', 'Build');
    await waitFor('the program', async () => existsSync(join(code.workspace, 'hello-handler')), { within: 90_000 });
    await shot('6-built');
    await clearNotifications(page);
  });

  step('takes no for an answer, and overwrites nothing', async ({ code, page, shot }) => {
    await closeEditors(page);
    writeFileSync(join(code.workspace, 'taken-server.py'), '# mine\n');
    await runCommand(page, COMMAND);
    await pick(page, 'How does the program get its clients?', 'One process that takes');
    await pick(page, 'In which language?', 'Python');
    await pick(page, 'What is listened at?', 'UDP port');
    await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: TITLE }).waitFor();
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill('taken');
    await page.locator('.quick-input-message', { hasText: 'taken-server.py already exists.' }).waitFor();
    await shot('7-taken');
    await answer(page, TITLE, 'free');
    await page.locator('.quick-input-message', { hasText: 'address' }).waitFor();
    await page.keyboard.press('Enter');
    await pick(page, 'New files in', 'Cancel');
    expect(readdirSync(code.workspace).filter((name) => name.startsWith('free'))).toEqual([]);
    expect(readFileSync(join(code.workspace, 'taken-server.py'), 'utf8')).toBe('# mine\n');
  });

  step('makes a proxy with what ends the server behind it', async ({ code, page, shot }) => {
    await runCommand(page, COMMAND);
    await pick(page, 'How does the program get its clients?', 'A proxy to a server');
    await answer(page, 'Where does the server listen?', '127.0.0.1:8080');
    await answer(page, 'Which service runs the server?', 'app.service');
    await pick(page, 'What is listened at?', 'Unix socket');
    await answer(page, TITLE, 'front');
    await page.locator('.quick-input-message', { hasText: 'path of the socket' }).waitFor();
    await page.keyboard.press('Enter');
    await pick(page, 'New files in', 'Create 3 files');
    await page.locator('.tab', { hasText: 'front.service' }).first().waitFor();
    await shot('8-proxy');
    expect(readFileSync(join(code.workspace, 'app.service.d/stop-when-unneeded.conf'), 'utf8')).toContain(
      'StopWhenUnneeded=yes',
    );
  });

  step('makes units of an entry of the inetd.conf in front', async ({ code, page, shot }) => {
    await closeEditors(page);
    writeFileSync(
      join(code.workspace, 'inetd.conf'),
      'time stream tcp nowait root internal\ngit stream tcp nowait.60 git /usr/bin/git git daemon --inetd\n',
    );
    await openFile(page, 'inetd.conf');
    await runCommand(page, COMMAND);
    await pick(page, 'How does the program get its clients?', 'As an entry of inetd');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'git@.service' }).waitFor();
    await shot('9-entries');
    await pick(page, 'Which entry of inetd.conf?', 'git stream tcp');
    await pick(page, 'New files in', 'Create 2 files');
    await page.locator('.tab', { hasText: 'git@.service' }).first().waitFor();
    await shot('10-converted');
    expect(readFileSync(join(code.workspace, 'git.socket'), 'utf8')).toContain('ListenStream=0.0.0.0:9418');
  });

  step('makes a socket for a service that listens by itself', async ({ code, page, shot }) => {
    await closeEditors(page);
    const service = join(code.workspace, 'listener.service');
    writeFileSync(service, '[Service]\nExecStart=/usr/bin/uvicorn app:app --host 127.0.0.1 --port 8643\n');
    await openPath(page, service);
    await clickOn(page, 'ExecStart');
    await runCommand(page, 'Refactor...');
    await takeQuickFix(page, 'Convert to socket activation: create listener.socket');
    await page.locator('.tab', { hasText: 'listener.socket' }).first().waitFor();
    await shot('11-converted-service');
    await runCommand(page, 'File: Save All Files');
    await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    expect(readFileSync(join(code.workspace, 'listener.socket'), 'utf8')).toContain('ListenStream=127.0.0.1:8643');
    expect(readFileSync(service, 'utf8')).toContain('uvicorn takes it with --fd 3');
  });
});
