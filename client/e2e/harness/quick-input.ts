import type { Locator, Page } from 'playwright-core';
import { exactly } from './matching.ts';
import { succeeds, waitFor } from './wait.ts';

// The box at the top of the workbench, through which a person finds files, runs commands and is asked.

/** Opens a file of the workspace by its name and waits until its editor is the active one. */
export async function openFile(page: Page, name: string): Promise<void> {
  // Others may have this name as a part of theirs.
  const label = page.locator('.label-name', { hasText: exactly(name) });
  const group = page.locator('.editor-group-container.active');
  await waitFor(`the editor with ${name}`, async () => {
    await openPick(page, 'Control+P', name);
    // While the list is still being filled another entry is the one to be taken, and may be where this one is now.
    const taken = page.locator('.quick-input-list .monaco-list-row.focused', { has: label });
    if (await succeeds(taken.waitFor({ timeout: 1000 }))) await page.keyboard.press('Enter');
    else await page.locator('.quick-input-list .monaco-list-row', { has: label }).first().click();
    const tab = group.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`);
    return succeeds(tab.waitFor({ timeout: 3000 }));
  });
  await group.locator('.monaco-editor .view-line').first().waitFor();
}

/**
 * Opens a file by its absolute path, and waits until its editor is the active one. Also one that was written a moment ago, which the list of
 * the workspace's files does not have yet.
 */
export async function openPath(page: Page, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const group = page.locator('.editor-group-container.active');
  const row = page.locator('.quick-input-list .monaco-list-row', {
    has: page.locator('.label-name', { hasText: exactly(name) }),
  });
  await waitFor(`the editor with ${path}`, async () => {
    await openPick(page, 'Control+P', path);
    if (!(await succeeds(row.first().click({ timeout: 3000 })))) return false;
    const tab = group.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`);
    return succeeds(tab.waitFor({ timeout: 3000 }));
  });
  await group.locator('.monaco-editor .view-line').first().waitFor();
}

/** Runs a command by its title in the command palette, `systemd: Activate Socket` for example. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await waitFor(`the command ${title}`, async () => {
    await openPick(page, 'F1', `>${title}`);
    // An editor that comes to the front late closes the palette, which must then be opened again.
    return succeeds(takeFromPick(page, title, { timeout: 3000 }));
  });
}

/** Types into the quick pick that is open, or opening, and takes the entry that has the label, which closes it. */
export async function chooseFromPick(page: Page, typed: string, label: string): Promise<void> {
  await pickInput(page).fill(typed);
  await takeFromPick(page, label);
  // Until it is gone, the Enter key is for it.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Waits for the quick pick with the title and takes the entry whose label or description has the text. */
export async function pick(page: Page, title: string, entry: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: entry });
  // The title is there before the entries, while the commands of the palette still are.
  await rows
    .filter({ hasNotText: /^\s*systemd: / })
    .first()
    .click();
}

/** Waits for the input box with the title and answers it. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  await answerInput(page, text);
}

/** The entries of the quick pick that is open, or opening: label, description and detail of each in one text. */
export async function pickRows(page: Page): Promise<string[]> {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  return (await rows.allTextContents()).map((text) => text.trim());
}

/** Answers an input box. */
export async function answerInput(page: Page, text: string): Promise<void> {
  await pickInput(page).fill(text);
  await page.keyboard.press('Enter');
}

async function takeFromPick(page: Page, label: string, options: { timeout?: number } = {}): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click(options);
}

/** Opens a quick pick with a key and types into it; again, where something else takes the focus and closes it. */
async function openPick(page: Page, key: string, typed: string): Promise<void> {
  await waitFor(`the pick that ${key} opens`, async () => {
    await page.keyboard.press(key);
    return succeeds(pickInput(page).fill(typed, { timeout: 2000 }));
  });
}

function pickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-box input');
}
