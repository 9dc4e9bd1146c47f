import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementHandle, Locator, Page } from 'playwright-core';
import { activeEditor, linesOf, placeOf } from './editor-text.ts';
import { insist } from './insist.ts';
import { exactly } from './matching.ts';
import { click, clickAt, clickElement, restMouse } from './mouse.ts';
import { runCommand, tryCommand } from './quick-input.ts';
import { waitFor } from './wait.ts';

// Drives the workbench of VS Code as a person does: with keys and the mouse, waiting for what a person would see.

const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/', import.meta.url));

/** Waits for a squiggle in the active editor. */
export async function squiggle(page: Page, severity: 'error' | 'warning' | 'info' | 'hint'): Promise<void> {
  await activeEditor(page).locator(`.squiggly-${severity}`).first().waitFor();
}

/** Waits until the active editor has no squiggle of the severity. */
export async function noSquiggle(page: Page, severity: 'error' | 'warning' | 'info' | 'hint'): Promise<void> {
  await activeEditor(page).locator(`.squiggly-${severity}`).first().waitFor({ state: 'detached' });
}

/** Moves the mouse over a text in the active editor and gives what the hover says. */
export async function hover(page: Page, text: string): Promise<string> {
  const shown = page.locator('.monaco-resizable-hover .monaco-hover:visible').first();
  // Problems are there first, and of what they are about is said later.
  const answered = shown.filter({
    has: page.locator('.markdown-hover'),
    hasNotText: /Loading\.\.\.|Checking for quick fixes/,
  });
  return insist(page, `what is said of "${text}"`, async () => {
    // Nobody was there yet to answer, or a lens that came late has moved the text; the mouse must come anew to be answered.
    await restMouse(page);
    const place = await placeOf(page, text);
    if (place === undefined) return false;
    const { x, y } = place;
    // The editor opens a hover for a mouse that moves and then rests, not for one that is there at once.
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y, { steps: 3 });
    await answered.waitFor();
    const said = await seen(shown);
    await page.waitForTimeout(250);
    return (await seen(shown)) === said && said;
  });
}

/** Moves the mouse where it hovers over nothing, and waits until nothing is said any more. */
export async function leaveHover(page: Page): Promise<void> {
  await restMouse(page);
  await page.locator('.monaco-resizable-hover .monaco-hover:visible').first().waitFor({ state: 'hidden' });
}

/** Puts the cursor on a text in the active editor. */
export async function clickOn(page: Page, text: string): Promise<void> {
  const cursor = activeEditor(page).locator('.cursors-layer .cursor').first();
  await insist(page, `the cursor on "${text}"`, async () => {
    await leaveHover(page);
    const place = await placeOf(page, text);
    if (place === undefined) return false;
    await clickAt(page, place.x, place.y);
    // A lens that comes late moves all that is below it, and something else may have been clicked on.
    const now = await placeOf(page, text);
    const box = await cursor.boundingBox();
    return now?.y === place.y && box !== null && Math.abs(box.y + box.height / 2 - place.y) < box.height / 2;
  });
}

/** A code lens of the active editor, by its title. */
export function lens(page: Page, title: string): Locator {
  return activeEditor(page).locator('.codelens-decoration a', { hasText: title }).first();
}

/** Takes a code lens of the active editor. */
export async function takeLens(page: Page, title: string): Promise<void> {
  await click(lens(page, title));
}

/** Opens the quick fixes where the cursor is, once there are any, and gives their titles. */
export async function quickFixes(page: Page): Promise<string[]> {
  // Before the bulb is there, the cursor or the problems may not be.
  await page.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]:visible').first().waitFor();
  await insist(page, 'the quick fixes', () => openQuickFixes(page));
  return fixRows(page).allInnerTexts();
}

/** Takes one of the quick fixes in the menu that is open, or opening. */
export async function takeQuickFix(page: Page, title: string): Promise<void> {
  const row = fixRows(page).filter({ hasText: title }).first();
  let again = false;
  await insist(page, `the quick fix ${title}`, async () => {
    // Not at first: what comes in the place of a menu that is still opening has other rows where these are.
    if (again) await openQuickFixes(page);
    again = true;
    await click(row);
    await row.waitFor({ state: 'hidden' });
  });
}

/** The editor closes the menu again where lenses or decorations come late. Who asks in front of it presses the keys again. */
async function openQuickFixes(page: Page): Promise<void> {
  const rows = fixRows(page);
  if ((await rows.count()) === 0) await page.keyboard.press('Control+.');
  await rows.first().waitFor();
}

function fixRows(page: Page): Locator {
  return page.locator('.action-widget:visible .monaco-list-row.action');
}

/** Opens completion where the cursor is and gives the labels that it shows first. */
export async function suggestions(page: Page): Promise<string[]> {
  const rows = suggestionRows(page);
  let pressed = false;
  await insist(page, 'completions', async () => {
    if (!pressed || (await rows.count()) === 0) await page.keyboard.press('Control+Space');
    pressed = true;
    await rows.first().waitFor();
  });
  return suggested(page);
}

/** Waits until completions are shown, asked for or not, and gives the labels that it shows first. */
export async function suggested(page: Page): Promise<string[]> {
  const rows = suggestionRows(page);
  await rows.first().waitFor();
  return rows.locator('.label-name').allInnerTexts();
}

/** Takes one of the completions that are shown. */
export async function takeSuggestion(page: Page, label: string): Promise<void> {
  const name = page.locator('.label-name', { hasText: exactly(label) });
  const row = suggestionRows(page).filter({ has: name }).first();
  await row.waitFor();
  await insist(page, `the completion ${label}`, async () => {
    // What comes late closes the list.
    if (!(await row.isVisible())) await page.keyboard.press('Control+Space');
    await click(row);
    await row.waitFor({ state: 'hidden' });
  });
}

function suggestionRows(page: Page): Locator {
  return page.locator('.suggest-widget.visible .monaco-list-row');
}

/** Opens the help on what the cursor is in and gives what it says. */
export async function parameterHelp(page: Page): Promise<string> {
  const shown = page.locator('.parameter-hints-widget.visible');
  await insist(page, 'the help on the parameters', async () => {
    await page.keyboard.press('Control+Shift+Space');
    await shown.waitFor();
  });
  return seen(shown);
}

/** Waits for a notification and gives its whole text. */
export async function notification(page: Page, text: string | RegExp): Promise<string> {
  const shown = notificationWith(page, text);
  await shown.waitFor();
  return seen(shown.locator('.notification-list-item-message'));
}

/** Presses a button of a notification, which then is gone. */
export async function pressNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  const shown = notificationWith(page, text);
  await shown.waitFor();
  await press(page, shown.locator('.monaco-button', { hasText: button }), async () => {
    // It goes by itself after a time, and then is in the list of them.
    if (!(await shown.isVisible())) await tryCommand(page, 'Notifications: Show Notifications');
  });
}

/**
 * Presses a button until it is gone: the one that there is at first, and none that comes in its place after it was pressed.
 *
 * @param show What brings the button back where it goes before it was pressed.
 */
async function press(page: Page, button: Locator, show: () => Promise<void> = async () => {}): Promise<void> {
  let pressed: ElementHandle | undefined;
  await insist(page, `the end of ${button}`, async () => {
    if (pressed === undefined) await show();
    const element = pressed ?? (await button.elementHandle());
    if (pressed === undefined || (await element.isVisible())) await clickElement(page, element);
    pressed = element;
    await element.waitForElementState('hidden');
  });
}

function notificationWith(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-list-item', { hasText: text }).first();
}

/** Clears away all notifications, so that the next one is a new one. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
  // Of more than three in 0.8 s VS Code shows only the bell, which no person is quick enough for.
  await page.waitForTimeout(400);
}

/** Waits for a modal dialog and gives its whole text. */
export async function dialog(page: Page, text: string | RegExp): Promise<string> {
  const shown = page.locator('.monaco-dialog-box', { hasText: text });
  await shown.waitFor();
  return seen(shown);
}

/** Has the modal dialog that is open show every file and command, and gives its whole text. */
export async function dialogDetails(page: Page, button = 'Show Details'): Promise<string> {
  await pressDialog(page, button);
  return dialog(page, /Commands?:/);
}

/** Presses a button of the modal dialog that is open, which then is gone; another one may have come in its place. */
export async function pressDialog(page: Page, button: string): Promise<void> {
  await press(page, page.locator('.monaco-dialog-box .monaco-button', { hasText: button }));
}

/** A problem as the Problems panel lists it. */
export interface ListedProblem {
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** `[Ln 6, Col 1]` is 6 and 1. */
  readonly line: number;
  readonly column: number;
}

/** Opens the Problems panel and gives what it lists, once it lists anything. */
export async function problems(page: Page): Promise<ListedProblem[]> {
  const panel = page.locator('.markers-panel');
  // A related place is a row of its own below, without a source.
  const rows = panel.locator('.monaco-list-row', { has: page.locator('.marker-source') });
  await insist(page, 'a list of problems', async () => {
    if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
    await rows.first().waitFor();
  });
  // All at once, because they may be listed anew at any time.
  return rows.evaluateAll((elements) =>
    elements.map((row) => {
      const said = (part: string) =>
        [...row.querySelectorAll(`.marker-${part}`)].map((element) => element.textContent).join('\n');
      const place = /Ln (\d+), Col (\d+)/.exec(said('line'));
      return {
        message: said('message'),
        source: said('source'),
        code: said('code'),
        line: Number(place?.[1]),
        column: Number(place?.[2]),
      };
    }),
  );
}

/** Waits until the status bar counts no problems in any file. */
export async function noProblems(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'No Problems' }).waitFor();
}

/** The text of the active editor as far as it is on the screen. */
export async function visibleText(page: Page): Promise<string> {
  return (await linesOf(activeEditor(page))).join('\n');
}

/** Loads the window anew, as after an update of the extension, and waits until its workbench is there. */
export async function reload(page: Page): Promise<void> {
  await page.reload({ waitUntil: 'commit' });
  await workbench(page);
}

/** Waits until a workbench with a folder is there, for as long as a busy machine takes to load one. */
export async function workbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
}

/** Closes all editors. */
export async function closeEditors(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
}

/** Puts a tab of the editor in front by its title. */
export async function showTab(page: Page, title: string): Promise<void> {
  const tab = page.locator('.tab', { hasText: title }).first();
  await insist(page, `the tab ${title}`, async () => {
    await click(tab);
    await page.locator('.editor-group-container.active .tab.active', { hasText: title }).first().waitFor();
  });
}

/** Waits until the tab with the title is the one in use and gives its whole text, which may be longer than the screen. */
export async function wholeText(page: Page, title: string): Promise<string> {
  await page.locator('.editor-group-container.active .tab.active', { hasText: title }).first().waitFor();
  await activeEditor(page).locator('.view-line').first().waitFor();
  await page.evaluate(() => navigator.clipboard.writeText(''));
  // An editor that is just being filled drops the selection, and without one the line of the cursor would be copied.
  const selection = activeEditor(page).locator('.selected-text').first();
  const text = await insist(page, `the text of ${title}`, async () => {
    const box = await activeEditor(page).locator('.editor-scrollable').first().boundingBox();
    if (box) await clickAt(page, box.x + 1, box.y + box.height - 30);
    await page.keyboard.press('Control+A');
    if (!(await selection.isVisible())) return false;
    await page.keyboard.press('Control+C');
    return (await page.evaluate(() => navigator.clipboard.readText())) || false;
  });
  await page.keyboard.press('Control+Home');
  return text;
}

/** Waits for a text in the output panel, which may be broken into lines anywhere. */
export async function output(page: Page, text: string): Promise<void> {
  const panel = page.locator('.part.panel .monaco-editor');
  await waitFor(`"${text}" in the output`, async () => (await linesOf(panel)).join('').includes(text));
}

/** Waits for a text in the terminal that is on the screen. */
export async function terminal(page: Page, text: string): Promise<void> {
  const rows = page.locator('.terminal-wrapper.active .xterm-rows > div');
  await waitFor(`"${text}" in the terminal`, async () => {
    const lines = await rows.allTextContents();
    return lines.join('').replaceAll('\u00a0', ' ').includes(text);
  });
}

/** Saves the file in the active editor. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').first().waitFor();
}

/** Takes back what was typed into the active editor since it was last saved. */
export async function revert(page: Page): Promise<void> {
  await runCommand(page, 'File: Revert File');
  await page.locator('.tab.active:not(.dirty)').first().waitFor();
}

/** The rows of a view of systemd's container in the activity bar, once it has any. Opens the container, and the view where it is folded. */
export async function socketRows(page: Page, title: RegExp = /workspace sockets/i): Promise<Locator> {
  const container = page.locator('.part.sidebar .composite.viewlet[id="workbench.view.extension.systemd"]');
  const view = container.locator('.pane', { has: page.locator('.pane-header', { hasText: title }) });
  const header = view.locator('.pane-header');
  const rows = view.locator('.monaco-list-row');
  await insist(page, `rows of ${title}`, async () => {
    if (!(await container.isVisible())) {
      await click(page.locator('.activitybar a.action-label[aria-label^="systemd"]'));
    }
    if ((await header.getAttribute('aria-expanded')) === 'false') await click(header);
    await rows.first().waitFor();
  });
  return rows;
}

/** Keeps a picture of the page as test-results/NAME.png and gives its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(SCREENSHOTS, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}

/** The text as a person sees it: with its line breaks, and without what is hidden. */
async function seen(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join('\n');
}
