import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import type { Manager } from './harness/manager.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  dialog,
  dialogDetails,
  hover,
  leaveHover,
  lens,
  noProblems,
  noSquiggle,
  notification,
  output,
  pressDialog,
  pressNotification,
  problems,
  quickFixes,
  revert,
  showTab,
  socketRows,
  squiggle,
  suggestions,
  takeLens,
  takeQuickFix,
  wholeText,
} from './harness/page.ts';
import { chooseFromPick, openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { SAMPLE, SOCKET, TEMPLATE } from './harness/sample.ts';
import { listener, stateOf, unitsLike } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// The whole story as a person lives it, from the underlined line to the reply of a real handler, beside a real user manager.

const TUTORIAL = new URL('../../test-fixtures/tutorial/', import.meta.url).pathname;
const HANDLER = 'testSampleWeb-handler.py';
/** Two seconds, and as many for a machine that does other things as well. */
const SOON = { timeout: 4000 };

describe('the tutorial beside a user manager', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('story-user', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: SAMPLE, on: manager }));
    return { manager, code, installed: (name: string) => existsSync(join(manager.units, name)) };
  });

  step('underlines Accept=yes and says what systemd will do', async ({ page, shot }) => {
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
    await lens(page, 'Activate Socket').waitFor();
    await shot('01-underlined');

    const listed = await problems(page);
    expect(listed).toEqual([
      {
        message: expect.stringMatching(/^No template testSampleWeb@\.service.*resets the first connection/),
        source: 'systemd-units',
        code: 'accept-without-template',
        line: 6,
        column: 1,
      },
    ]);
    await shot('02-problems');
    await page.keyboard.press('Control+J');
  });

  step('explains a directive, a value and a section where the mouse rests', async ({ page, shot }) => {
    const accept = await hover(page, 'Accept');
    await shot('03-hover-directive');
    expect(accept).toContain('fresh instance of the template NAME@.service');
    expect(accept).toMatch(/Values: yes or no\nDefault: no/);
    expect(accept).toContain('systemd.socket(5)');
    await leaveHover(page);

    expect(await hover(page, '9999')).toContain('TCP port 9999 on all addresses, IPv6 and IPv4.');
    await shot('04-hover-value');
    await leaveHover(page);

    expect(await hover(page, '[Socket]')).toContain(
      'testSampleWeb@.service for each connection, but that template is not here',
    );
    await shot('05-hover-section');
    await leaveHover(page);
  });

  step('offers the directives and values that fit', async ({ page, shot }) => {
    await clickOn(page, 'Accept=yes');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('MaxC');
    expect((await suggestions(page)).slice(0, 2)).toEqual(['MaxConnections', 'MaxConnectionsPerSource']);
    await shot('06-completion');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('NoDelay=');
    expect(await suggestions(page)).toEqual(['yes', 'no']);
    await page.keyboard.press('Escape');
    await revert(page);
  });

  step(
    'does not activate what would fail, says which template is missing, and leaves nothing behind',
    async ({ manager, page, shot, installed }) => {
      await takeLens(page, 'Activate Socket');
      expect(await dialog(page, 'Activate')).toMatch(/⚠ No template testSampleWeb@\.service, which Accept=yes starts/);
      await shot('07-consent-with-warning');
      expect(await page.locator('.monaco-dialog-box .monaco-button').allInnerTexts()).toEqual([
        'Show Details',
        'Show Difference',
        'Activate Anyway',
        'Cancel',
        `Create ${TEMPLATE}`,
      ]);
      await pressDialog(page, 'Activate Anyway');
      const said = await notification(page, 'No template testSampleWeb@.service');
      await shot('08-template-missing');
      expect(said).toContain('No template testSampleWeb@.service, which testSampleWeb.socket with Accept=yes needs.');
      expect(said).toContain('Everything was put back as it was.');
      expect(said).toContain('Create testSampleWeb@.service next to the socket');

      expect(installed(SOCKET)).toBe(false);
      expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found' });
      expect(await listener(manager, 9999)).toBeUndefined();
      await clearNotifications(page);
    },
  );

  step('creates the template first where that is chosen, and asks again', async ({ code, page, shot, installed }) => {
    await takeLens(page, 'Activate Socket');
    await dialog(page, 'No template');
    await pressDialog(page, `Create ${TEMPLATE}`);
    const question = await dialog(page, `New: ${TEMPLATE}`);
    await shot('08-mended');
    expect(question).not.toContain('⚠');
    await pressDialog(page, 'Cancel');
    expect([installed(SOCKET), installed(TEMPLATE)]).toEqual([false, false]);
    rmSync(join(code.workspace, TEMPLATE));
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
  });

  step(
    'explains the reset of a socket that somebody started without its template',
    async ({ code, manager, page, shot }) => {
      manager.install(SOCKET, readFileSync(join(code.workspace, SOCKET), 'utf8'));
      await manager.systemctl('daemon-reload');
      expect(await manager.systemctl('start', SOCKET)).toMatchObject({ code: 0 });
      expect(await listener(manager, 9999)).toContain('"systemd"');

      await runCommand(page, 'systemd: Send Test Request');
      await pick(page, 'Test Request', 'Send');
      const reply = await wholeText(page, `Reply ${SOCKET}`);
      await shot('09-reset-explained');
      expect(reply).toContain('# GET http://127.0.0.1:9999/  →  no reply');
      expect(reply).toContain('! No template testSampleWeb@.service for testSampleWeb.socket, so systemd dropped');
      expect(reply).toContain('Create testSampleWeb@.service next to the socket, then activate it again.');
      expect(reply).toMatch(/^Time: +[\d.]+ ms$/m);
      expect(await stateOf(manager, SOCKET)).toMatchObject({ ActiveState: 'failed', Result: 'resources' });
      expect(await listener(manager, 9999)).toBeUndefined();

      rmSync(join(manager.units, SOCKET));
      await manager.systemctl('daemon-reload');
      await manager.systemctl('reset-failed', SOCKET);
      await runCommand(page, 'View: Close Editor');
    },
  );

  step(
    'creates the template and a handler, opens it, and nothing is underlined any more',
    async ({ code, page, shot }) => {
      await showTab(page, SOCKET);
      await clickOn(page, 'Accept=yes');
      expect((await quickFixes(page)).slice(0, 3)).toEqual([
        `Create ${TEMPLATE}`,
        `Create ${TEMPLATE} and a handler in Python`,
        `Create ${TEMPLATE} and a handler in Node.js`,
      ]);
      await shot('10-quick-fixes');
      await takeQuickFix(page, 'and a handler in Python');
      await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
      await lens(page, 'Deploy Unit').waitFor();
      await shot('11-template');
      const template = await wholeText(page, TEMPLATE);
      expect(template).toContain('StandardInput=socket\nStandardError=journal\n');
      expect(template).toContain(`ExecStart=-/usr/bin/python3 ${join(code.workspace, HANDLER)}`);
      expect(readFileSync(join(code.workspace, TEMPLATE), 'utf8')).toContain('StandardInput=socket');
      expect(readFileSync(join(code.workspace, HANDLER), 'utf8')).toMatch(/^#!\/usr\/bin\/python3\n/);

      await showTab(page, SOCKET);
      await noSquiggle(page, 'error');
      await noProblems(page);
    },
  );

  step(
    'shows what it is going to do, and does nothing when told not to',
    async ({ manager, page, shot, installed }) => {
      await takeLens(page, 'Activate Socket');
      const question = await dialog(page, `Activate ${SOCKET} on the user manager?`);
      await shot('12-consent');
      expect(question).toContain('needs no privileges');
      expect(question).toContain(`New: ${TEMPLATE}, ${SOCKET}\n`);
      const everything = await dialogDetails(page);
      expect(everything).toContain('Files in /home/tester/.config/systemd/user:');
      expect(everything).toContain(`• ${TEMPLATE} (new)\n• ${SOCKET} (new)`);
      expect(everything).toContain('• systemctl --user daemon-reload\n');
      expect(everything).toContain(`• systemctl --user restart -- ${SOCKET}`);
      await pressDialog(page, 'Cancel');
      await page.locator('.tab', { hasText: 'installed ↔ workspace' }).waitFor({ state: 'detached' });
      expect([installed(SOCKET), installed(TEMPLATE)]).toEqual([false, false]);
      expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found' });
    },
  );

  step('activates the socket after a look at the difference', async ({ code, manager, page, shot }) => {
    await runCommand(page, 'systemd: Activate Socket');
    await dialog(page, `Activate ${SOCKET}`);
    await pressDialog(page, 'Show Difference');
    await page.locator('.tab.active', { hasText: 'installed ↔ workspace (2 files)' }).waitFor();
    await page.locator('.multiDiffEntry', { hasText: SOCKET }).waitFor();
    await shot('13-difference');
    await pick(page, `Activate ${SOCKET} on the user manager?`, 'Activate');
    expect(await notification(page, 'listens on')).toBe(`${SOCKET} listens on [::]:9999 (User Manager).`);
    await shot('14-listening');

    expect(await stateOf(manager, SOCKET)).toMatchObject({ ActiveState: 'active', SubState: 'listening' });
    expect(await listener(manager, 9999)).toMatch(/\*:9999 .*\("systemd",pid=\d+/);
    for (const name of [SOCKET, TEMPLATE]) {
      expect(readFileSync(join(manager.units, name), 'utf8')).toBe(readFileSync(join(code.workspace, name), 'utf8'));
    }
    await page.locator('.tab', { hasText: 'installed ↔ workspace' }).waitFor({ state: 'detached' });
  });

  step("sends the tutorial's POST, and shows the reply with who gave it", async ({ manager, page, shot }) => {
    await pressNotification(page, 'listens on', 'Send Test Request');
    await pick(page, 'Test Request', 'Method');
    await pick(page, 'Method', 'POST');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'site=juejin,name=pdudo' }).waitFor();
    await shot('15-request');
    await pick(page, 'Test Request', 'Send');

    const reply = await wholeText(page, `Reply ${SOCKET}`);
    await page.locator('.notifications-toasts .notification-list-item').waitFor({ state: 'detached' });
    await shot('16-reply');
    expect(reply).toMatch(/^# POST http:\/\/127\.0\.0\.1:9999\/ {2}→ {2}200 OK\n/);
    const instance = /^Answered by: +(testSampleWeb@0-127\.0\.0\.1:9999-127\.0\.0\.1:\d+\.service)$/m.exec(reply)?.[1];
    expect(instance).toBeDefined();
    // The template has ExecStart=-, of which the manager tells no status.
    expect(reply).toMatch(/^Exit status: +not known: the - before the command in ExecStart= hides it$/m);
    expect(reply).toMatch(/^Time: +first byte after [\d.]+ ms, complete after [\d.]+ ms$/m);
    expect(reply).toMatch(/^Connections: +accepted 0 → 1$/m);
    expect(reply).toContain('# Headers\n\nContent-Type: text/plain; charset=utf-8\n');
    expect(reply).toContain('Request: POST / HTTP/1.1\n');
    expect(reply).toContain('Body:\nsite=juejin,name=pdudo\n');
    expect(reply).toMatch(/# Journal\n\n(.*\n)*.*served: POST \/ HTTP\/1\.1\n/);

    await nothingRuns(manager);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ SubState: 'listening', NAccepted: '1', NConnections: '0' });
  });

  step('shows a reply without a status line as what it is', async ({ code, manager, page, shot }) => {
    cpSync(join(TUTORIAL, 'sampleWebBare.py'), join(code.workspace, HANDLER));
    await runCommand(page, 'systemd: Send Request Again');
    // A narrow page breaks the heading wherever it must.
    await page.locator('.editor-group-container.active .view-line', { hasText: /status.line/ }).waitFor();
    const reply = await wholeText(page, `Reply ${SOCKET}`);
    await shot('17-no-status-line');
    expect(reply).toMatch(/^# POST http:\/\/127\.0\.0\.1:9999\/ {2}→ {2}a reply without a status line\n/);
    expect(reply).toContain('# Body\n\nYou asked: POST / HTTP/1.1\nYou sent: site=juejin,name=pdudo\n');
    expect(reply).not.toContain('# Headers');
    expect(reply).not.toContain('!');
    await nothingRuns(manager);
  });

  step('shows the state of the socket, and the journal of it and its instances', async ({ page, shot }) => {
    const rows = await socketRows(page);
    await rows.filter({ hasText: SOCKET }).filter({ hasText: 'listening' }).waitFor();
    await runCommand(page, 'systemd: Show Journal');
    await output(page, `Following the journal of ${SOCKET}`);
    await output(page, 'served: POST / HTTP/1.1');
    await output(page, 'answering without a status line: POST / HTTP/1.1');
    await shot('18-journal');
  });

  step('follows what others do to the socket, in the view and in the picture', async ({ manager, page, shot }) => {
    const row = (await socketRows(page)).filter({ hasText: SOCKET });
    await manager.systemctl('stop', SOCKET);
    await row.filter({ hasText: 'stopped' }).waitFor(SOON);
    await manager.systemctl('start', SOCKET);
    await row.filter({ hasText: 'listening' }).waitFor(SOON);

    await runCommand(page, 'systemd: Show Activation Diagram');
    const picture = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('main');
    await picture.filter({ hasText: 'Connections so far: 0' }).waitFor();
    await manager.run(['curl', '--silent', 'http://127.0.0.1:9999/']);
    await picture.filter({ hasText: 'Connections so far: 1' }).waitFor(SOON);
    await manager.systemctl('stop', SOCKET);
    await picture.filter({ hasText: 'inactive (dead)' }).waitFor(SOON);
    await shot('19-followed');
    await manager.systemctl('start', SOCKET);
    await runCommand(page, 'View: Close Editor');
  });

  step('stops the socket, which closes the port', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Stop Socket');
    expect(await notification(page, 'is stopped')).toBe(`${SOCKET} is stopped (User Manager).`);
    await output(page, `Closed ${SOCKET}`);
    await shot('20-stopped');
    expect(await listener(manager, 9999)).toBeUndefined();
    expect(await stateOf(manager, SOCKET)).toMatchObject({ ActiveState: 'inactive', Result: 'success' });
  });

  step('has recorded every command that it ran', async ({ page, shot }) => {
    await runCommand(page, 'Output: Show Output Channels...');
    await chooseFromPick(page, 'systemd', 'systemd');
    await output(page, `[user] systemctl --user --no-pager --no-ask-password stop -- ${SOCKET}  → exit 0,`);
    await shot('21-commands');
  });

  async function nothingRuns(manager: Manager): Promise<void> {
    await waitFor('the instance to go', async () => (await unitsLike(manager, 'testSampleWeb@*')).length === 0);
    const processes = await manager.machine.run(['ps', '-A', '-o', 'args=']);
    expect(processes).toMatchObject({ code: 0, stdout: expect.not.stringContaining(HANDLER) });
  }
});
