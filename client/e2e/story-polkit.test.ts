import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clearNotifications, dialog, notification, pressDialog } from './harness/page.ts';
import { runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { createTemplate, SAMPLE, SOCKET, TEMPLATE } from './harness/sample.ts';
import { startSystemManager } from './harness/system-manager.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// On a desktop, pkexec asks polkit whether somebody may become root. What asks the person there is the desktop's, and is not here.

const RULES = '/etc/polkit-1/rules.d/10-tester.rules';
const ALLOWED = `polkit.addRule(function (action, subject) {
  if (action.id == 'org.freedesktop.policykit.exec' && subject.user == 'tester') return polkit.Result.YES;
});
`;

describe('somebody on a desktop', async () => {
  const step = editorStory('story-polkit', await missing('machine', 'chromium', 'polkit'), async (keep) => {
    const manager = keep(await startSystemManager({ folders: await codeServerFolders() }));
    await manager.systemctl('start', 'polkit.service');
    const on = { machine: manager.machine, account: 'tester' as const };
    // There need be no display: it only says that there is a desktop that would ask.
    const env = { DISPLAY: ':99' };
    const code = keep(await startVsCode({ vsix: await packagedExtension(), workspace: SAMPLE, on, env }));
    return { manager, code };
  });

  step('is told that polkit has not allowed it, and nothing is changed', async ({ manager, page, shot }) => {
    await createTemplate(page);
    await runCommand(page, 'systemd: Activate Socket');
    expect(await dialog(page, `Activate ${SOCKET}`)).toContain('asks for an administrator’s password');
    await pressDialog(page, 'Activate');
    const told = await notification(page, 'Nothing was changed.');
    await shot('1-refused');
    expect(told).toContain('Permission to change units of this machine was denied.');
    expect(existsSync(join(manager.units, SOCKET))).toBe(false);
    expect(existsSync(join(manager.units, TEMPLATE))).toBe(false);
    await clearNotifications(page);
  });

  step('activates the socket once polkit allows it', async ({ manager, page, shot }) => {
    await manager.machine.run(['tee', RULES], { input: ALLOWED });
    await manager.systemctl('restart', 'polkit.service');
    await runCommand(page, 'systemd: Activate Socket');
    await pressDialog(page, 'Activate');
    expect(await notification(page, 'listens on')).toBe(`${SOCKET} listens on [::]:9999 (System Manager).`);
    await shot('2-listening');
    expect(await listener(manager, 9999)).toMatch(/\*:9999 .*\("systemd",pid=1,/);
    await clearNotifications(page);
  });

  step('stops it with the same permission, after the command was shown', async ({ manager, page, shot }) => {
    await runCommand(page, 'systemd: Stop Socket');
    const asked = await dialog(page, 'Run this on the system manager?');
    await shot('3-stop');
    expect(asked).toContain(`systemctl stop -- ${SOCKET}`);
    expect(asked).not.toContain('password');
    await pressDialog(page, 'Run');
    await notification(page, `${SOCKET} is stopped`);
    expect(await stateOf(manager, SOCKET)).toMatchObject({ ActiveState: 'inactive' });
  });
});
