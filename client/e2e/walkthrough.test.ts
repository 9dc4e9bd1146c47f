import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import english from '../../package.nls.json' with { type: 'json' };
import { editorStory } from './harness/editor-story.ts';
import { insist } from './harness/insist.ts';
import { TESTER } from './harness/machine.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { clearNotifications, dialog, notification, pressDialog, wholeText } from './harness/page.ts';
import { answerFolderDialog, openFile, pick, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { SOCKET, TEMPLATE } from './harness/sample.ts';
import { listener, stateOf } from './harness/systemd-view.ts';
import { startUserManager } from './harness/user-manager.ts';
import { codeServerFolders, startVsCode } from './harness/vscode.ts';

// A newcomer's first minutes: what the palette offers before any unit is seen, and the walkthrough to its end.

const WORKSPACE = {
  'app.properties': 'name=value\n',
  'settings.ini': '[section]\nkey=value\n',
  'notes.txt': 'Notes\n',
};
const SAMPLE_FOLDER = 'socket-activation-sample';
/** The titles of the commands that the manifest has in the palette whatever is open. */
const BEFORE_UNITS = manifest.contributes.commands
  .filter(({ command }) => !manifest.contributes.menus.commandPalette.some((entry) => entry.command === command))
  .map(({ title }) => `systemd: ${(english as Readonly<Record<string, string>>)[title.slice(1, -1)]}`)
  .toSorted();
/** Each theme with the class that the workbench has with it. */
const THEMES = [
  ['dark', 'Default Dark Modern', '.vs-dark'],
  ['high-contrast', 'Default High Contrast', '.hc-black'],
  ['light', 'Default Light Modern', '.vs'],
] as const;

describe('the walkthrough', async () => {
  const reason = await missing('machine', 'chromium');
  const step = editorStory('walkthrough', reason, async (keep) => {
    const manager = keep(await startUserManager({ folders: await codeServerFolders() }));
    const code = keep(
      await startVsCode({
        vsix: await packagedExtension(),
        workspace: WORKSPACE,
        on: manager,
        offersWalkthrough: true,
      }),
    );
    return { manager, code, sample: join(code.workspace, SAMPLE_FOLDER) };
  });

  step('is among the few commands that there are before a unit is seen', async ({ page, shot }) => {
    for (const file of ['app.properties', 'settings.ini']) {
      await openFile(page, file);
      const offer = await offered(page);
      expect(offer).toEqual(BEFORE_UNITS);
      expect(offer).toContain('systemd: Open Walkthrough');
      await shot(`01-palette-${file}`);
      await page.keyboard.press('Escape');
    }
    expect(await page.locator('.notification-list-item', { hasText: 'systemd' }).count()).toBe(0);
  });

  step('opens at its first step', async ({ page, shot }) => {
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'systemd: Open Walkthrough');
    await stepOf(page, 'sample').waitFor();
    await shot('02-open');
    expect(await titles(page)).toEqual([
      'Create the sample',
      'Find the error before systemd does',
      'Let the quick fix write what is missing',
      'Activate the socket',
      'Send a request',
      'Read the reply',
      'See what was left running: nothing',
      'Take it away again',
    ]);
    for (const id of ['sample', 'error', 'remove']) expect(await isDone(page, id)).toBe(false);
  });

  step('creates the sample where the person wants it', async ({ page, sample, shot }) => {
    await press(page, 'sample');
    await pick(page, 'Where should the sample be created?', 'units');
    await done(page, 'sample');
    await shot('03-sample');
    expect(readFileSync(join(sample, SOCKET), 'utf8')).toContain('Accept=yes\n');
  });

  step('is offered, quietly and once, where units are seen', async ({ page, shot }) => {
    expect(await notification(page, 'A walkthrough shows in five minutes')).toContain('systemd units');
    await shot('04-offer');
    await clearNotifications(page);
  });

  step('shows the error', async ({ page, shot }) => {
    await press(page, 'error');
    await done(page, 'error');
    await page.locator('.peekview-widget', { hasText: `No template ${TEMPLATE}` }).waitFor();
    await shot('05-error');
  });

  step('takes the fix', async ({ page, sample, shot }) => {
    await press(page, 'fix');
    await done(page, 'fix');
    await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
    await shot('06-fix');
    expect(existsSync(join(sample, TEMPLATE))).toBe(true);
  });

  step('does not count a step that was declined', async ({ page }) => {
    await press(page, 'activate');
    await dialog(page, `Activate ${SOCKET}`);
    await pressDialog(page, 'Cancel');
    expect(await isDone(page, 'activate')).toBe(false);
  });

  step('activates the socket', async ({ manager, page, shot }) => {
    await press(page, 'activate');
    await dialog(page, `Activate ${SOCKET}`);
    await shot('07-consent');
    await pressDialog(page, 'Activate');
    await done(page, 'activate');
    await shot('08-activated');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ SubState: 'listening' });
    await clearNotifications(page);
  });

  step('sends a request and shows its reply', async ({ page, shot }) => {
    await press(page, 'request');
    await pick(page, 'Test Request', 'Send');
    await done(page, 'request');
    await done(page, 'reply');
    await shot('09-reply');
    await press(page, 'reply');
    expect(await wholeText(page, `Reply ${SOCKET}`)).toContain('200 OK');
  });

  step('sees that nothing was left running', async ({ page, shot }) => {
    await press(page, 'idle');
    await done(page, 'idle');
    expect(await notification(page, 'No process of')).toContain('systemd itself holds the port');
    await shot('10-idle');
    await clearNotifications(page);
  });

  step('takes all of it away, and is complete', async ({ manager, page, shot }) => {
    await press(page, 'remove');
    await dialog(page, SOCKET);
    await shot('11-undeploy');
    await pressDialog(page, 'Undeploy');
    await done(page, 'remove');
    await shot('12-complete');
    expect(await stateOf(manager, SOCKET)).toMatchObject({ LoadState: 'not-found' });
    expect(await listener(manager, 9999)).toBeUndefined();
    await clearNotifications(page);
  });

  step(
    'makes another sample in a folder that is not open, opens it, and goes on there',
    async ({ code, page, sample, shot }) => {
      rmSync(sample, { recursive: true });
      const elsewhere = join(dirname(code.workspace), 'elsewhere');
      mkdirSync(join(elsewhere, 'inside'), { recursive: true });
      chownSync(elsewhere, TESTER, TESTER);
      await runCommand(page, 'View: Close All Editors');
      await runCommand(page, 'systemd: Open Walkthrough');
      await press(page, 'sample');
      await pick(page, 'Where should the sample be created?', 'Another Folder…');
      await answerFolderDialog(page, elsewhere, 'inside', 'Create Sample Here');
      // It is another workbench, which a busy machine takes its time to load.
      await page.locator('.pane-header', { hasText: SAMPLE_FOLDER }).waitFor({ timeout: 60_000 });
      await stepOf(page, 'sample').waitFor({ timeout: 60_000 });
      await shot('13-elsewhere');
      await press(page, 'error');
      await page.locator('.peekview-widget', { hasText: `No template ${TEMPLATE}` }).waitFor();
      expect(existsSync(join(elsewhere, SAMPLE_FOLDER, SOCKET))).toBe(true);
    },
  );

  step('can be read in every theme', async ({ code, page, shot }) => {
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'systemd: Open Walkthrough');
    await page.setViewportSize({ width: 1500, height: 900 });
    const folder = join(dirname(code.workspace), 'elsewhere', SAMPLE_FOLDER);
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    for (const [name, theme, kind] of THEMES) {
      writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench${kind}`).waitFor();
      for (const id of ['fix', 'request']) {
        await select(page, id);
        await shot(`14-${name}-${id}`);
      }
    }
  });
});

/** The commands of ours that the palette offers where the focus is now, without VS Code's own for our views. It is left open. */
async function offered(page: Page): Promise<string[]> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible .quick-input-box input').fill('>systemd: ');
  const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: /systemd: (?!Focus on)/ });
  await rows.first().waitFor();
  return (await rows.locator('.label-name').allInnerTexts()).map((label) => label.trim()).toSorted();
}

function stepOf(page: Page, id: string): Locator {
  return page.locator(`button.getting-started-step[data-step-id$="#${id}"]`);
}

async function titles(page: Page): Promise<string[]> {
  return page.locator('button.getting-started-step .step-title').allInnerTexts();
}

/** Unfolds a step of the walkthrough. */
async function select(page: Page, id: string): Promise<void> {
  const one = stepOf(page, id);
  await one.waitFor();
  await insist(page, `the step ${id}`, async () => {
    if (!(await one.getAttribute('class'))?.includes('expanded')) await click(one.locator('.step-title'));
    await page.locator(`button.getting-started-step.expanded[data-step-id$="#${id}"]`).waitFor();
  });
}

/** Presses the button of a step of the walkthrough. */
async function press(page: Page, id: string): Promise<void> {
  await select(page, id);
  await click(stepOf(page, id).locator('.monaco-button'));
}

function mark(page: Page, id: string): Locator {
  return stepOf(page, id).locator(`[data-done-step-id$="#${id}"]`);
}

async function isDone(page: Page, id: string): Promise<boolean> {
  return (await mark(page, id).getAttribute('class'))?.includes('complete') ?? false;
}

/** Waits until a step is marked as done, which nobody has clicked. */
async function done(page: Page, id: string): Promise<void> {
  await expect.poll(() => isDone(page, id), { timeout: 15_000 }).toBe(true);
}
