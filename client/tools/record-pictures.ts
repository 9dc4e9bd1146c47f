/**
 * Records the pictures of the README from the real VS Code beside a real user manager: an animation of the story and a picture of an
 * activation. Needs root, Chromium and the Debian packages of the end-to-end tests, as these do.
 *
 *     npm run record-pictures
 */
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { packagedExtension } from '../e2e/harness/packaged-extension.ts';
import {
  clearNotifications,
  clickOn,
  dialog,
  hover,
  leaveHover,
  lens,
  noSquiggle,
  notification,
  quickFixes,
  showTab,
  socketRows,
  squiggle,
  wholeText,
} from '../e2e/harness/page.ts';
import { openFile, runCommand } from '../e2e/harness/quick-input.ts';
import { missing } from '../e2e/harness/requirements.ts';
import { SAMPLE, SOCKET, TEMPLATE } from '../e2e/harness/sample.ts';
import { startUserManager } from '../e2e/harness/user-manager.ts';
import { codeServerFolders, startVsCode } from '../e2e/harness/vscode.ts';

const MEDIA = new URL('../media/', import.meta.url);
const SIZE = { width: 1040, height: 620 };
const SETTINGS = {
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
};
/** How much colours may change from frame to frame without being drawn anew, so that text that stays does not grow the file. */
const SAME_COLOUR = 4;

interface Frame {
  readonly picture: Buffer;
  /** Milliseconds. */
  readonly hold: number;
}

const reason = await missing('machine', 'chromium');
if (reason !== undefined) throw new Error(reason);
const manager = await startUserManager({ folders: await codeServerFolders() });
try {
  const code = await startVsCode({
    vsix: await packagedExtension(),
    workspace: SAMPLE,
    on: manager,
    settings: SETTINGS,
  });
  try {
    await code.page.setViewportSize(SIZE);
    await tell(code.page);
  } finally {
    await code.stop();
  }
} finally {
  await manager.stop();
}

/** The story of the README, from the underlined line to the reply, and then the picture of the activation. */
async function tell(page: Page): Promise<void> {
  const frames: Frame[] = [];
  const frame = async (hold: number) => {
    frames.push({ picture: await page.screenshot({ animations: 'disabled', caret: 'hide' }), hold });
  };
  /** Shows the pointer on something, and clicks it. */
  const click = async (what: Locator, hold = 900) => {
    await point(page, what);
    await frame(hold);
    await withoutPointer(page);
    await what.click();
  };

  await socketRows(page);
  await openFile(page, SOCKET);
  await squiggle(page, 'error');
  await lens(page, 'Activate Socket').waitFor();
  await frame(1500);

  await hover(page, 'Accept');
  await frame(3000);
  await leaveHover(page);

  await clickOn(page, 'Accept=yes');
  await quickFixes(page);
  await click(page.locator('.action-widget:visible .monaco-list-row.action', { hasText: 'Python' }), 1800);
  await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
  await lens(page, 'Deploy Unit').waitFor();
  await frame(2200);

  await showTab(page, SOCKET);
  await noSquiggle(page, 'error');
  await click(lens(page, 'Activate Socket'));
  await dialog(page, `Activate ${SOCKET}`);
  await click(page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Activate$/ }), 2500);
  await notification(page, 'listens on');
  await (await socketRows(page))
    .filter({ hasText: /^listening/ })
    .first()
    .waitFor();
  const toast = page.locator('.notification-list-item', { hasText: 'listens on' });
  await click(toast.locator('.monaco-button', { hasText: 'Send Test Request' }), 2000);
  await click(page.locator('.quick-input-list .monaco-list-row', { hasText: 'Send' }).first(), 1800);
  await wholeText(page, `Reply ${SOCKET}`);
  await page.keyboard.press('Control+Home');
  await clearNotifications(page);
  await frame(5000);
  await saveAnimation(frames);

  await page.setViewportSize({ width: 1280, height: 620 });
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await openFile(page, SOCKET);
  await runCommand(page, 'systemd: Show Activation Diagram');
  const picture = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('main');
  await picture.getByText('active (listening)').first().waitFor();
  await save('activation.png', sharp(await page.screenshot({ animations: 'disabled' })).png({ palette: true }));
}

async function saveAnimation(frames: readonly Frame[]): Promise<void> {
  const pictures = frames.map(({ picture }) => picture);
  const delay = frames.map(({ hold }) => hold);
  const animation = sharp(pictures, { join: { animated: true } });
  await save('story.gif', animation.gif({ delay, loop: 0, interFrameMaxError: SAME_COLOUR, dither: 0, effort: 10 }));
}

async function save(name: string, picture: Sharp): Promise<void> {
  const file = fileURLToPath(new URL(name, MEDIA));
  await picture.toFile(file);
  process.stdout.write(`client/media/${name}: ${Math.round(statSync(file).size / 1024)} KB\n`);
}

/** A page in a test has no pointer that would be pictured. */
async function point(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('There is nothing to point at.');
  const at = { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 };
  await page.evaluate(({ x, y }) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.id = 'pointer';
    svg.setAttribute('style', `position:fixed;left:${x}px;top:${y}px;z-index:999999;pointer-events:none`);
    svg.setAttribute('width', '22');
    svg.setAttribute('height', '26');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'M1 1v19l5-5 4 9 4-2-4-8h7z');
    path.setAttribute('fill', 'black');
    path.setAttribute('stroke', 'white');
    path.setAttribute('stroke-width', '1.5');
    svg.append(path);
    document.body.append(svg);
  }, at);
}

async function withoutPointer(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('pointer')?.remove());
}
