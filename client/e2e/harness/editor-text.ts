import type { Locator, Page } from 'playwright-core';
import { asWritten } from './matching.ts';

// The text of an editor as it is on the screen.

/** The editor that is in use. */
export function activeEditor(page: Page): Locator {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
}

/** The lines on the screen from top to bottom, which is not the order that the page has them in. */
export async function linesOf(editor: Locator): Promise<string[]> {
  const lines = await editor.locator('.view-lines .view-line').evaluateAll((elements) =>
    elements.map((element) => ({
      top: element.getBoundingClientRect().top,
      text: (element.textContent ?? '').replaceAll('\u00a0', ' '),
    })),
  );
  return lines.sort((a, b) => a.top - b.top).map(({ text }) => text);
}

/** The middle of the first place where the text stands in the active editor; undefined for a line that is just being drawn anew. */
export async function placeOf(page: Page, text: string): Promise<{ x: number; y: number } | undefined> {
  const line = activeEditor(page)
    .locator('.view-line', { hasText: asWritten(text.replaceAll(' ', '\u00a0')) })
    .first();
  await line.waitFor();
  return line.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const nodes: Text[] = [];
    let whole = '';
    while (walker.nextNode()) {
      nodes.push(walker.currentNode as Text);
      whole += (walker.currentNode as Text).data.replaceAll('\u00a0', ' ');
    }
    const at = (offset: number, set: (node: Text, local: number) => void) => {
      let left = offset;
      for (const node of nodes) {
        if (left <= node.data.length) return set(node, left);
        left -= node.data.length;
      }
    };
    const from = whole.indexOf(wanted);
    at(from, (node, local) => range.setStart(node, local));
    at(from + wanted.length, (node, local) => range.setEnd(node, local));
    const { x, y, width, height } = range.getBoundingClientRect();
    return width > 0 ? { x: x + width / 2, y: y + height / 2 } : undefined;
  }, text);
}
