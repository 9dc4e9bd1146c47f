import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness/browser.ts';
import { pressDialog } from './harness/page.ts';
import { missing } from './harness/requirements.ts';

// How the tests press a button, in a page that behaves as a busy workbench does.

/** A page with one dialog after another, each with the same button, which says what a click on it does. */
const DIALOGS = (reactions: readonly string[]) => `
<body style="margin: 100px"><script>
  const pressed = [];
  const reactions = ${JSON.stringify(reactions)};
  const open = (at) => {
    const dialog = Object.assign(document.createElement('div'), { className: 'monaco-dialog-box' });
    const button = Object.assign(document.createElement('button'), { className: 'monaco-button', textContent: 'Remove' });
    let swallow = reactions[at] === 'swallows';
    button.onclick = () => {
      if (swallow) return void (swallow = false);
      pressed.push(at);
      const close = () => { dialog.remove(); if (at + 1 < reactions.length) open(at + 1); };
      setTimeout(close, reactions[at] === 'is slow' ? 4000 : 0);
    };
    dialog.append(button);
    document.body.append(dialog);
    if (reactions[at] === 'is replaced') setTimeout(() => { dialog.remove(); open(at + 1); }, 300);
    if (reactions[at] === 'is replaced') button.style.pointerEvents = 'none';
  };
  open(0);
</script></body>`;

describe('a button of a dialog', async () => {
  const reason = await missing('chromium');
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (reason !== undefined) return;
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.skipIf(reason !== undefined).each<[readonly string[], readonly number[]]>([
    [['swallows'], [0]],
    [['closes', 'closes'], [0]],
    [['is slow', 'closes'], [0]],
    [['is replaced', 'closes'], [1]],
  ])('that %j is pressed in those of %j alone', async (reactions, wanted) => {
    const page = await browser!.newPage();
    page.setDefaultTimeout(20_000);
    await page.setContent(DIALOGS(reactions));
    await pressDialog(page, 'Remove');
    await page.waitForTimeout(500);
    const pressed = await page.evaluate<number[]>('pressed');
    expect([...new Set(pressed)]).toEqual(wanted);
    await page.close();
  });
});
