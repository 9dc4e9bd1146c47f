import type { ElementHandle, Locator, Page } from 'playwright-core';
import { insist } from './insist.ts';

// Every click and every hover of a test is made here: what the mouse rests on opens a hover, and that may lie over what comes next.

/** Moves the mouse where it hovers over nothing. */
export async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(2, 2);
}

/** Clicks on something, coming from where the mouse hovers over nothing. */
export async function click(target: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
  await restMouse(target.page());
  await target.click(options);
}

/** Clicks on this one element and no other that is like it, likewise. */
export async function clickElement(page: Page, element: ElementHandle): Promise<void> {
  await restMouse(page);
  await element.click();
}

/** Clicks on a place in the page, likewise. */
export async function clickAt(page: Page, x: number, y: number): Promise<void> {
  await restMouse(page);
  await page.mouse.click(x, y);
}

/** Clicks on what a row shows only while the mouse is over it. */
export async function clickInRow(row: Locator, button: Locator): Promise<void> {
  const page = row.page();
  await insist(page, 'the button of a row', async () => {
    await restMouse(page);
    await row.hover();
    await button.click();
  });
}

/** Rests the mouse on something until what it says is shown. */
export async function hoverOver(target: Locator, shown: Locator): Promise<void> {
  await insist(target.page(), 'what the mouse is told', async () => {
    await restMouse(target.page());
    await target.hover();
    await shown.waitFor();
  });
}
