import type { Page } from 'playwright-core';
import { clickOn, quickFixes, squiggle, takeQuickFix } from './page.ts';
import { openFile, pick } from './quick-input.ts';

/** The workspace that people begin from: the tutorial's socket, whose template is missing. */
export const SAMPLE = new URL('../../../test-fixtures/sample-workspace', import.meta.url).pathname;
export const SOCKET = 'testSampleWeb.socket';
export const TEMPLATE = 'testSampleWeb@.service';

/** Has a quick fix create the template, with a handler, and waits until it is there and open. */
export async function createTemplate(page: Page): Promise<void> {
  await openFile(page, SOCKET);
  await squiggle(page, 'error');
  await clickOn(page, 'Accept=yes');
  await quickFixes(page);
  await takeQuickFix(page, 'and a handler in Python');
  await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
}

/** Sends what the tutorial sends, from the form that is open or opening. */
export async function post(page: Page): Promise<void> {
  await pick(page, 'Test Request', 'Method');
  await pick(page, 'Method', 'POST');
  await pick(page, 'Test Request', 'Send');
}

/** Units of which each instance says what it was asked. */
export const ECHO_UNITS = {
  'echo.socket': '[Socket]\nListenStream=9999\nAccept=yes\n',
  'echo@.service': '[Service]\nStandardInput=socket\nExecStart=-/bin/sh -c "read line; echo You said: $$line"\n',
};
