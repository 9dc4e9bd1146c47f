import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Manager } from './harness/manager.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  closeEditors,
  dialog,
  notification,
  pressDialog,
  pressNotification,
  screenshot,
  squiggle,
  takeLens,
  wholeText,
} from './harness/page.ts';
import { openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode, type VsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// What goes wrong in practice, each seen once for real: the cause in a sentence, the next step, and everything put back.

const UNITS = {
  ...socketPair('taken', 7001),
  ...socketPair('shared', 7002),
  'lonely.socket': socket(7003),
  ...socketPair('crash', 7004, '/usr/bin/python3 %h/crash.py'),
  ...socketPair('low', 80),
  ...socketPair('good', 7005),
};

describe('beside a user manager', async () => {
  const reason = await missing('machine', 'chromium');
  let manager: Manager;
  let code: VsCode;
  let page: VsCode['page'];

  beforeAll(async () => {
    if (reason) return;
    manager = await startUserManager({ folders: await codeServerFolders() });
    code = await startVsCode({ vsix: await packagedExtension(), workspace: UNITS, on: manager });
    page = code.page;
  });
  afterAll(async () => {
    await code?.stop();
    await manager?.stop();
  });
  afterEach(async () => {
    if (reason) return;
    await closeEditors(page);
    await clearNotifications(page);
  });

  failure('a port that another program has', async (shot) => {
    const squatter = 'import socket, time; s = socket.create_server(("", 7001)); time.sleep(600)';
    const [file = '', ...args] = manager.machine.command(['python3', '-c', squatter], { as: 'tester' });
    // It goes when its machine goes.
    spawn(file, args, { stdio: 'ignore' }).unref();
    await waitFor('the squatter', async () => (await listener(manager, 7001))?.includes('python3'));

    await activate('taken.socket');
    const said = await notification(page, 'already in use');
    await shot('port-of-program');
    expect(said).toMatch(
      /^\[::\]:7001 is already in use by python3 -c import socket, .*… \(process \d+\), so taken\.socket cannot listen there\./,
    );
    expect(said).toContain('Everything was put back as it was. Choose another address, or stop that program.');
    await nothingOf('taken');
    expect(await listener(manager, 7001)).toContain('python3');

    await pressNotification(page, 'already in use', 'Change Address');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Use Port 7002' }).waitFor();
    await shot('port-of-program-change');
    await pick(page, 'Another port than 7001', 'Use Port 7002');
    await dialog(page, 'Activate taken.socket');
    await pressDialog(page, 'Cancel');
    expect(readFileSync(join(code.workspace, 'taken.socket'), 'utf8')).toContain('ListenStream=7002\n');
  });

  failure('a port that another socket unit has', async (shot) => {
    manager.install('other.socket', socket(7002));
    manager.install('other@.service', template('/bin/cat'));
    await manager.systemctl('daemon-reload');
    await manager.systemctl('start', 'other.socket');

    await activate('shared.socket');
    const said = await notification(page, 'already in use');
    await shot('port-of-unit');
    expect(said).toContain(
      '[::]:7002 is already in use by the unit other.socket, so shared.socket cannot listen there.',
    );
    expect(said).toContain('Choose another address, or stop other.socket.');
    await nothingOf('shared');
    expect(await stateOf(manager, 'other.socket')).toMatchObject({ SubState: 'listening' });

    await pressNotification(page, 'already in use', 'Stop other.socket');
    await dialog(page, 'Activate shared.socket');
    await pressDialog(page, 'Activate');
    await notification(page, 'shared.socket listens on [::]:7002');
    expect(await stateOf(manager, 'other.socket')).toMatchObject({ ActiveState: 'inactive' });
    expect(await stateOf(manager, 'shared.socket')).toMatchObject({ SubState: 'listening' });
  });

  failure('a template that is missing', async (shot) => {
    await openFile(page, 'lonely.socket');
    await squiggle(page, 'error');
    await activate('lonely.socket');
    expect(await notification(page, 'No template lonely')).toBe(
      'No template lonely@.service, which lonely.socket with Accept=yes needs. Everything was put back as it was. ' +
        'Create lonely@.service next to the socket, then activate it again.',
    );
    await nothingOf('lonely');
    await pressNotification(page, 'No template lonely', 'Create Template');
    await page.locator('.action-widget:visible', { hasText: 'Create lonely@.service' }).waitFor();
    await shot('template-missing');
    await page.keyboard.press('Escape');
  });

  failure('a handler that crashes', async (shot) => {
    writeFileSync(
      join(manager.home, 'crash.py'),
      'import sys\nsys.stdin.readline()\nraise SystemError("out of luck")\n',
    );
    await activate('crash.socket');
    await pressNotification(page, 'listens on', 'Send Test Request');
    await pick(page, 'Test Request', 'Send');
    const reply = await wholeText(page, 'Reply crash.socket');
    await shot('handler-crashes');
    expect(reply).toContain(
      '! The handler crashed: SystemError: out of luck (crash.py line 3)\n  Correct crash.py line 3, then send the request again.\n',
    );
    expect(reply).toMatch(/^Exit status: +1 \(failure\)$/m);
    expect(reply).toContain('File "/home/tester/crash.py", line 3, in <module>');
    const instance = /^Instance: +(crash@0-\S+)$/m.exec(reply)?.[1] ?? '';
    expect(await stateOf(manager, instance)).toMatchObject({ ActiveState: 'failed', ExecMainStatus: '1' });

    await takeLens(page, 'Open ExecStart=');
    await page.locator('.editor-group-container.active .tab.active', { hasText: 'crash@.service' }).waitFor();
    expect(await page.locator('.tab', { hasText: 'Reply crash.socket' }).isVisible()).toBe(true);
  });

  failure('a port that only root may have', async (shot) => {
    await activate('low.socket');
    expect(await notification(page, 'below 1024')).toBe(
      'Port 80 is below 1024, and a user’s own manager may not listen there. Everything was put back as it was. ' +
        'Use a port from 1024 up, or deploy to the system manager.',
    );
    await shot('port-of-root');
    await nothingOf('low');
    expect(await listener(manager, 80)).toBeUndefined();
  });

  failure('a unit that the systemd of the target refuses, for a drop-in that is only there', async (shot) => {
    await activate('good.socket');
    await notification(page, 'good.socket listens on');
    await clearNotifications(page);
    manager.install('good@.service.d/local.conf', '[Service]\nExecStart=\n');
    await openFile(page, 'good@.service');
    await clickOn(page, 'ExecStart=');
    await page.keyboard.press('End');
    await page.keyboard.type(' -u');

    await runCommand(page, 'systemd: Activate Socket');
    expect(await dialog(page, 'Activate')).toContain('Replaced: good@.service');
    await pressDialog(page, 'Activate');
    const said = await notification(page, 'does not accept');
    expect(said).toContain(
      'systemd does not accept good@.service: Service has no ExecStart=, ExecStop=, or SuccessAction=.',
    );
    expect(said).toContain('Everything was put back as it was.');
    expect(readFileSync(join(manager.units, 'good@.service'), 'utf8')).toContain('ExecStart=/bin/cat\n');
    expect(await stateOf(manager, 'good.socket')).toMatchObject({ SubState: 'listening', NeedDaemonReload: 'no' });

    await pressNotification(page, 'does not accept', 'Details');
    const details = await wholeText(page, 'Details good.socket');
    await shot('refused-by-target');
    expect(details).toMatch(/✗ \$ systemd-analyze --user .*verify .* {2}→ 1\n/);
    expect(details).toMatch(/# What was put back\n\n✓ .*good@\.service\n/);
  });

  failure('a machine without curl', async (shot) => {
    await activate('shared.socket');
    await notification(page, 'listens on');
    // Of more than three in a second, VS Code shows only the first ones.
    await clearNotifications(page);
    await manager.machine.run(['rm', '--force', '/usr/bin/curl']);
    await runCommand(page, 'systemd: Send Test Request');
    await pick(page, 'Test Request', 'Send');
    expect(await notification(page, 'curl')).toBe(
      'curl is not installed on this machine. Install curl there (for instance: apt install curl, dnf install curl) and send the request again.',
    );
    await shot('no-curl');
    expect(await stateOf(manager, 'shared.socket')).toMatchObject({ SubState: 'listening', NAccepted: '0' });
  });

  function failure(name: string, run: (shot: (name: string) => Promise<string>) => Promise<void>): void {
    test(name, async (context) => {
      context.skip(reason !== undefined, reason);
      const shot = (picture: string) => screenshot(page, `failures/${picture}`);
      try {
        await run(shot);
      } catch (error) {
        await shot('failed');
        throw error;
      }
    });
  }

  /** Opens a socket and activates it, agreeing to what there is to agree to. */
  async function activate(name: string): Promise<void> {
    await openFile(page, name);
    await takeLens(page, 'Activate Socket');
    if (existsSync(join(manager.units, name))) return;
    await dialog(page, `Activate ${name}`);
    await pressDialog(page, 'Activate');
  }

  /** Neither files nor state are left of a socket whose activation failed. */
  async function nothingOf(prefix: string): Promise<void> {
    expect(existsSync(join(manager.units, `${prefix}.socket`))).toBe(false);
    expect(existsSync(join(manager.units, `${prefix}@.service`))).toBe(false);
    expect(await stateOf(manager, `${prefix}.socket`)).toMatchObject({
      LoadState: 'not-found',
      ActiveState: 'inactive',
    });
  }
});

function socketPair(prefix: string, port: number, program = '/bin/cat'): Record<string, string> {
  return { [`${prefix}.socket`]: socket(port), [`${prefix}@.service`]: template(program) };
}

function socket(port: number): string {
  return `[Socket]\nListenStream=${port}\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n`;
}

function template(program: string): string {
  return `[Service]\nExecStart=${program}\nStandardInput=socket\nStandardError=journal\n`;
}
