import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import chinese from '../../package.nls.zh-cn.json' with { type: 'json' };
import bundle from '../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { editorStory } from './harness/editor-story.ts';
import { click, hoverOver, restMouse } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  closeEditors,
  dialog,
  hover,
  leaveHover,
  lens,
  noSquiggle,
  notification,
  output,
  pressDialog,
  problems,
  quickFixes,
  save,
  showTab,
  socketRows,
  squiggle,
  suggested,
  takeLens,
  takeQuickFix,
  takeSuggestion,
  visibleText,
  wholeText,
} from './harness/page.ts';

import { answerInput, chooseFromPick, openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { SOCKET, TEMPLATE } from './harness/sample.ts';
import { stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode, type VsCode } from './harness/vscode.ts';

// The tutorial's story with VS Code in Chinese, and with Chinese in names, descriptions, requests, replies and the journal.

const FOLDER = '网页服务';
const DESCRIPTION = '示例：把请求原样写回的套接字 🙂';
const WORKSPACE = {
  [`${FOLDER}/${SOCKET}`]: `[Unit]\nDescription=${DESCRIPTION}\n\n[Socket]\nListenStream=9999\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n`,
  'clash.socket': '[Socket]\nListenStream=127.0.0.1:9999\n',
  'clash.service': '[Service]\nExecStart=/bin/sleep 60\nUser=daemon\nNoNewPrivileges=yes\nTyp=simple\n',
  'clash.service.d/net.conf': '[Service]\nExecStart=\nExecStart=/bin/sleep 90\n',
  'begun.service': '',
  'own.timer': '[Timer]\nOnCalendar=Mon *-*-* 03:30\n',
  'own.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
};
const SOON = { timeout: 10_000 };
const LISTENING = /正在监听 \[::\]:9999/;

describe('the tutorial in Chinese', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('story-chinese', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const vsix = await packagedExtension();
    const code = keep(await startVsCode({ vsix, workspace: WORKSPACE, on: manager, language: 'zh-cn' }));
    return { manager, code };
  });

  step('opens the walkthrough', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await lens(page, chinese['command.activateSocket']).waitFor();
    await runCommand(page, command('openWalkthrough'));
    await page.getByText(chinese['walkthrough.sample.title']).first().waitFor();
    await shot('01-walkthrough');
    await click(page.getByText(chinese['walkthrough.error.title']).first());
    await shot('02-walkthrough-error');
    await click(page.getByText(chinese['walkthrough.reply.title']).first());
    await shot('03-walkthrough-reply');
    await closeEditors(page);
  });

  step('underlines the error, and explains what is hovered over', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
    await lens(page, chinese['command.activateSocket']).waitFor();
    const listed = await problems(page);
    await shot('04-problems');
    expect(listed.find(({ code }) => code === 'accept-without-template')?.message).toMatch(
      /^没有模板 testSampleWeb@\.service/,
    );
    await page.keyboard.press('Control+J');
    expect(await hover(page, 'Accept')).toMatch(/模板/);
    await shot('05-hover-directive');
    await leaveHover(page);
    await hover(page, '9999');
    await shot('06-hover-value');
    await leaveHover(page);
    await hover(page, '[Socket]');
    await shot('07-hover-section');
    await leaveHover(page);
    await hoverOver(page.locator('[id="status.languageStatus"]'), page.locator('.hover-language-status').first());
    await shot('08-judged-by');
    await restMouse(page);
  });

  step('warns before it activates what will fail', async ({ page, shot }) => {
    await takeLens(page, chinese['command.activateSocket']);
    await dialog(page, '⚠');
    await shot('09-consent-warning');
    await pressDialog(page, 'Cancel');
  });

  step('creates what is missing, in a folder with a Chinese name', async ({ code, page, shot }) => {
    await clickOn(page, 'Accept=yes');
    await quickFixes(page);
    await shot('10-quick-fixes');
    await takeQuickFix(page, 'Python');
    await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
    await lens(page, chinese['command.deployUnit']).waitFor();
    await shot('11-template');
    expect(readFileSync(join(code.workspace, FOLDER, TEMPLATE), 'utf8')).toContain(`/${FOLDER}/`);
    await showTab(page, SOCKET);
    await noSquiggle(page, 'error');
  });

  step('asks before it activates, and says what listens', async ({ manager, page, shot }) => {
    await takeLens(page, chinese['command.activateSocket']);
    await dialog(page, SOCKET);
    await shot('12-consent');
    await pressDialog(page, bundle['Show Details']);
    await dialog(page, 'daemon-reload');
    await shot('13-consent-details');
    // This button is VS Code's own, whose language pack is not at hand.
    await pressDialog(page, 'Cancel');
    await runCommand(page, command('activateSocket'));
    await dialog(page, SOCKET);
    await pressDialog(page, bundle['Show Difference']);
    await page.locator('.multiDiffEntry', { hasText: SOCKET }).waitFor();
    await shot('14-difference');
    await click(page.locator('.quick-input-list .monaco-list-row', { hasText: bundle['Activate'] }).first());
    await notification(page, LISTENING);
    await shot('15-listening');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ SubState: 'listening' });
    await clearNotifications(page);
  });

  step('sends and shows Chinese in the body', async ({ page, shot }) => {
    await runCommand(page, command('sendTestRequest'));
    const title = SOCKET;
    await pick(page, title, bundle['Method']);
    await pick(page, bundle['Method'], 'POST');
    await pick(page, title, bundle['Body']);
    await shot('16-body');
    await answerInput(page, '名字=世界 🙂');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '名字=世界' }).waitFor();
    await shot('17-request');
    await pick(page, title, bundle['Send']);
    const reply = await wholeText(page, `${SOCKET} 的响应`);
    await shot('18-reply');
    expect(reply).toContain('\n名字=世界 🙂\n');
    expect(reply).toContain('served: POST / HTTP/1.1');
    await clearNotifications(page);
  });

  step('shows the journal, and its Chinese', async ({ page, shot }) => {
    await runCommand(page, command('showJournal'));
    await output(page, DESCRIPTION.slice(0, 12));
    await shot('19-journal');
    await page.keyboard.press('Control+J');
  });

  step('shows sockets, timers and what they are about', async ({ page, shot }) => {
    const rows = await socketRows(page, new RegExp(chinese['view.sockets']));
    const row = rows.filter({ hasText: SOCKET }).first();
    await row.waitFor();
    await hoverOver(row, page.locator('.monaco-hover:visible').first());
    await shot('20-sockets');
    await restMouse(page);
    await (await socketRows(page, new RegExp(chinese['view.timers']))).first().waitFor();
    await (await socketRows(page, new RegExp(chinese['view.targetSockets']))).first().waitFor();
    await shot('21-target-sockets');
    await page.keyboard.press('Control+Shift+E');
  });

  step('draws the activation', async ({ manager, page, shot }) => {
    await openFile(page, SOCKET);
    await runCommand(page, command('showDiagram'));
    const picture = frameOf(page).locator('main');
    await picture.getByText('active (listening)').first().waitFor(SOON);
    await manager.run(['curl', '--silent', 'http://127.0.0.1:9999/']);
    await picture
      .getByText(/累计连接数：2/)
      .first()
      .waitFor(SOON);
    await shot('22-diagram');
    const words = frameOf(page).locator('#words');
    await click(words.locator('summary'));
    await words.locator('summary').scrollIntoViewIfNeeded();
    await shot('23-in-words');
    await closeEditors(page);
  });

  step('maps ports, and grades the security of a service', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await runCommand(page, command('showPortMap'));
    await frameOf(page).locator('tbody tr', { hasText: 'clash.socket' }).first().waitFor(SOON);
    await shot('24-ports');
    await closeEditors(page);
    await openFile(page, 'clash.service');
    await runCommand(page, command('showSecurity'));
    await frameOf(page).locator('tbody tr').first().waitFor(SOON);
    await shot('25-security');
    await closeEditors(page);
  });

  step('merges drop-ins, and compares with systemd-analyze', async ({ page, shot }) => {
    await openFile(page, 'clash.service');
    await squiggle(page, 'warning');
    await shot('26-lenses');
    await runCommand(page, command('showEffectiveUnit'));
    expect(await wholeText(page, chinese['command.showEffectiveUnit.short'])).toContain('ExecStart=/bin/sleep 90');
    await shot('27-effective');
    await closeEditors(page);
    await openFile(page, 'clash.service');
    await squiggle(page, 'warning');
    await runCommand(page, command('verifyUnit'));
    await page.locator('.tab.active', { hasText: '对比' }).first().waitFor();
    await shot('28-comparison');
    await clearNotifications(page);
    await closeEditors(page);
  });

  step('begins a unit in an empty file', async ({ page, shot }) => {
    await openFile(page, 'begun.service');
    await click(page.locator('.editor-group-container.active .view-lines'));
    await page.keyboard.type('one');
    expect(await suggested(page)).toContain('oneshot');
    await shot('29-begun');
    await takeSuggestion(page, 'oneshot');
    await expect.poll(() => visibleText(page), SOON).toContain('Description=此服务所做的事\n');
    await save(page);
    await closeEditors(page);
  });

  step('names the target, and takes the socket away again', async ({ manager, page, shot }) => {
    await openFile(page, SOCKET);
    const item = page.locator('.statusbar-item', { hasText: bundle['User Manager'] }).first();
    await hoverOver(item, page.locator('.monaco-hover:visible').first());
    await shot('30-status-bar');
    await runCommand(page, command('undeployUnit'));
    await dialog(page, SOCKET);
    await shot('31-undeploy');
    await pressDialog(page, bundle['Undeploy']);
    await notification(page, '移除');
    await shot('32-undeployed');
    expect(existsSync(join(manager.units, SOCKET))).toBe(false);
    await runCommand(page, 'Output: Show Output Channels...');
    await chooseFromPick(page, 'systemd', 'systemd');
    await output(page, 'systemctl --user');
    await shot('33-commands');
  });
});

/** The title of a command as the palette has it. */
function command(name: string): string {
  return `systemd: ${(chinese as Readonly<Record<string, string>>)[`command.${name}`]}`;
}

function frameOf(page: VsCode['page']): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}
