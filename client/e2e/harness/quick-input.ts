import type { Locator, Page } from 'playwright-core';
import { insist } from './insist.ts';
import { exactly, otherFolderThan, titled } from './matching.ts';
import { click } from './mouse.ts';
import { succeeds, waitFor } from './wait.ts';

// The box at the top of the workbench, through which a person finds files, runs commands and is asked.

/** Opens a file of the workspace by its name and waits until its editor is the active one. */
export async function openFile(page: Page, name: string): Promise<void> {
  // Others may have this name as a part of theirs, and one that is not of the workspace may have it too: those have a path beside it.
  const row = rowsOf(page)
    .filter({ has: page.locator('.label-name', { hasText: exactly(name) }) })
    .filter({ hasNot: page.locator('.label-description', { hasText: /^[/~]/ }) });
  await openFrom(page, name, row, page.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`));
}

/** Opens a file by its absolute path, and waits until its editor is the active one. */
export async function openPath(page: Page, path: string): Promise<void> {
  const at = path.lastIndexOf('/');
  const row = rowsOf(page)
    .filter({ has: page.locator('.label-name', { hasText: exactly(path.slice(at + 1)) }) })
    // Until it has looked, the list has what was open before, which another file of the name may have been.
    .filter({ hasNot: page.locator('.label-description', { hasText: otherFolderThan(path.slice(0, at)) }) });
  const label = page.locator(`.monaco-icon-label[aria-label^=${JSON.stringify(path)}]`);
  await openFrom(page, path, row, page.locator('.tab.active', { has: label }));
}

async function openFrom(page: Page, typed: string, row: Locator, tab: Locator): Promise<void> {
  const group = page.locator('.editor-group-container.active');
  await insist(page, `the editor with ${typed}`, async () => {
    await openPick(page, 'Control+P', typed);
    await take(page, row);
    await group.locator(tab).waitFor();
    await group.locator('.monaco-editor .view-line').first().waitFor();
  });
}

/** Runs a command by its title in the command palette, `systemd: Activate Socket` for example. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await insist(page, `the command ${title}`, () => tryCommand(page, title));
}

/** The same once, as a part of an attempt at more; says whether the palette has taken it. */
export async function tryCommand(page: Page, title: string): Promise<boolean> {
  const typed = `>${title}`;
  await openPick(page, 'F1', typed);
  await take(page, rowsOf(page).filter({ has: page.locator('.label-name', { hasText: titled(title) }) }));
  // The command may ask something in the same box.
  return succeeds(waitFor('the end of the palette', async () => (await typedNow(page)) !== typed, { within: 2000 }));
}

/** Types into the quick pick that is open, or opening, and takes the entry that has the label, which closes it. */
export async function chooseFromPick(page: Page, typed: string, label: string): Promise<void> {
  const input = pickInput(page);
  await input.waitFor();
  await insist(page, `the entry ${label}`, async () => {
    if (!(await input.isVisible())) return;
    await input.fill(typed);
    await take(page, rowsOf(page).filter({ hasText: label }));
    // Until it is gone, the Enter key is for it.
    await input.waitFor({ state: 'hidden' });
  });
}

/** Waits for the quick pick with the title and takes the entry whose label or description has the text. */
export async function pick(page: Page, title: string, entry: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  const rows = rowsOf(page).filter({ hasText: entry });
  // The title is there before the entries, while the commands of the palette still are.
  await click(rows.filter({ hasNotText: /^\s*systemd: / }).first());
}

/** Waits for the input box with the title and answers it. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  await answerInput(page, text);
}

/** The entries of the quick pick that is open, or opening: label, description and detail of each in one text. */
export async function pickRows(page: Page): Promise<string[]> {
  const rows = rowsOf(page);
  await rows.first().waitFor();
  return (await rows.allTextContents()).map((text) => text.trim());
}

/** Answers an input box. */
export async function answerInput(page: Page, text: string): Promise<void> {
  await pickInput(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Answers VS Code's own dialog for a file that is to be written. */
export async function answerSaveDialog(page: Page, path: string): Promise<void> {
  await answerFileDialog(page, path, async () => page.keyboard.press('Enter'));
}

/** Answers VS Code's own dialog for a folder, which has one of the name `inside`, with its button. */
export async function answerFolderDialog(page: Page, folder: string, inside: string, button: string): Promise<void> {
  await answerFileDialog(page, `${folder}/`, async () => {
    await rowsOf(page).filter({ hasText: inside }).waitFor();
    // What it had begun to list before may have come later, and then has put its path in the place of this one.
    if ((await typedNow(page)) !== `${folder}/`) return;
    await click(page.locator('.quick-input-widget:visible .monaco-button', { hasText: button }));
  });
}

/** Types a path into the dialog for files and has it taken, until the dialog is gone. */
async function answerFileDialog(page: Page, path: string, take: () => Promise<void>): Promise<void> {
  const input = pickInput(page);
  // When it has listed the folder that it begins with, the dialog puts its path in the place of what was typed.
  await rowsOf(page)
    .filter({ has: page.locator('.label-name', { hasText: exactly('..') }) })
    .waitFor();
  await insist(page, `the answer ${path}`, async () => {
    if (!(await input.isVisible())) return;
    await input.fill(path);
    await take();
    await input.waitFor({ state: 'hidden' });
  });
}

/** Takes an entry: with the key where it is the one that the key takes, otherwise with the mouse. */
async function take(page: Page, row: Locator): Promise<void> {
  // While the list is still being filled another entry is the one to be taken, and may be where this one is now.
  const focused = row.and(page.locator('.focused')).first();
  if (await succeeds(focused.waitFor({ timeout: 1000 }))) await page.keyboard.press('Enter');
  else await click(row.first());
}

/** Opens a quick pick with a key and types into it. */
async function openPick(page: Page, key: string, typed: string): Promise<void> {
  const input = pickInput(page);
  if ((await typedNow(page)) === typed) {
    // An attempt before has left it open, and as long as it is, it looks no file up anew that has come since.
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
  }
  await page.keyboard.press(key);
  await input.fill(typed);
}

/** What is in the input of the box; undefined where it is closed. */
async function typedNow(page: Page): Promise<string | undefined> {
  const input = pickInput(page);
  if (!(await input.isVisible())) return undefined;
  return input.inputValue({ timeout: 500 }).catch(() => undefined);
}

function rowsOf(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}

function pickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-box input');
}
