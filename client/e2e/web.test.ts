import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clickOn,
  dialog,
  hover,
  leaveHover,
  lens,
  noProblems,
  noSquiggle,
  pressDialog,
  problems,
  quickFixes,
  revert,
  screenshot,
  showTab,
  socketRows,
  squiggle,
  suggestions,
  takeQuickFix,
  wholeText,
} from './harness/page.ts';
import { openFile, runCommand } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { story } from './harness/story.ts';
import { startVsCode, type VsCode } from './harness/vscode.ts';

// The browser's extension host, a web worker: all that concerns the text works, and commands say what is missing.

const SAMPLE = new URL('../../test-fixtures/sample-workspace', import.meta.url).pathname;
const SOCKET = 'testSampleWeb.socket';
const TEMPLATE = 'testSampleWeb@.service';
const OTHER = 'greeter.socket';
const OTHER_TEXT = '[Socket]\nListenStream=9998\nAccept=yes\n\n[Install]\nWantedBy=sockets.target\n';
const WORKSPACE = {
  [SOCKET]: readFileSync(join(SAMPLE, SOCKET), 'utf8'),
  [OTHER]: `${OTHER_TEXT}Nope=1\n`,
  'services/greeter@.service': '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\n',
};

describe('in the browser', async () => {
  const reason = await missing('chromium');
  let code: VsCode;
  let page: VsCode['page'];
  const shot = (name: string) => screenshot(page, `web/${name}`);
  const inside = (name: string) => join(code.workspace, name);
  const away = () => join(dirname(code.workspace), 'services');
  const step = story(reason, () => shot('failed'));

  beforeAll(async () => {
    if (reason) return;
    code = await startVsCode({ vsix: await packagedExtension(), workspace: WORKSPACE, webHost: true });
    page = code.page;
  });
  afterAll(() => code?.stop());

  step('units are judged, explained and completed', async () => {
    await openFile(page, SOCKET);
    await squiggle(page, 'error');
    await lens(page, 'Activate Socket').waitFor();
    expect((await problems(page)).filter(({ line }) => line === 6)).toMatchObject([
      { code: 'accept-without-template' },
    ]);
    await page.keyboard.press('Control+J');
    expect(await hover(page, '9999')).toContain('TCP port 9999 on all addresses');
    await leaveHover(page);
    await clickOn(page, 'Accept=yes');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('MaxC');
    expect((await suggestions(page)).slice(0, 2)).toEqual(['MaxConnections', 'MaxConnectionsPerSource']);
    await shot('1-completion');
    await page.keyboard.press('Escape');
    await revert(page);
  });

  step('units count that are on the disk and not open', async () => {
    await openFile(page, OTHER);
    await squiggle(page, 'warning');
    expect((await problems(page)).map(({ code }) => code).sort()).toEqual([
      'accept-without-template',
      'unknown-directive',
    ]);
    await shot('2-not-open');
    await page.keyboard.press('Control+J');
  });

  step('what happens outside the editor is followed, to folders and links too', async () => {
    renameSync(inside('services'), away());
    await squiggle(page, 'error');
    renameSync(away(), inside('moved'));
    await noSquiggle(page, 'error');
    // A link is another name of a unit, not another unit at the same address.
    symlinkSync(OTHER, inside('alias.socket'));
    writeFileSync(inside(OTHER), OTHER_TEXT);
    await noSquiggle(page, 'warning');
    expect((await problems(page)).map(({ code }) => code)).toEqual(['accept-without-template']);
    await page.keyboard.press('Control+J');
  });

  step('a server that is started anew knows them too', async () => {
    await runCommand(page, 'systemd: Restart Language Server');
    renameSync(inside('moved'), away());
    await squiggle(page, 'error');
    renameSync(away(), inside('again'));
    await noSquiggle(page, 'error');
    await showTab(page, SOCKET);
    await squiggle(page, 'error');
  });

  step('a fix creates files, which other files know of at once', async () => {
    await clickOn(page, 'Accept=yes');
    await quickFixes(page);
    await takeQuickFix(page, 'and a handler in Python');
    await page.locator('.tab.active:not(.dirty)', { hasText: TEMPLATE }).waitFor();
    await lens(page, 'Deploy Unit').waitFor();
    const template = await wholeText(page, TEMPLATE);
    expect(template).toContain(`ExecStart=-/usr/bin/python3 ${code.workspace}/testSampleWeb-handler.py\n`);
    expect(readdirSync(code.workspace)).toContain('testSampleWeb-handler.py');
    await noProblems(page);
  });

  step('the sockets of the workspace are listed', async () => {
    const rows = await socketRows(page);
    expect(await rows.allTextContents()).toEqual([`${OTHER}9998`, `${SOCKET}9999`]);
  });

  step('commands that need a machine say so', async () => {
    await showTab(page, SOCKET);
    for (const command of ['Activate Socket', 'Send Test Request', 'Select Target']) {
      await runCommand(page, `systemd: ${command}`);
      const said = await dialog(page, 'A browser cannot run programs');
      if (command === 'Activate Socket') await shot('3-no-programs');
      expect(said).toContain('Open the folder in VS Code on the desktop, or on a remote Linux machine.');
      await pressDialog(page, 'OK');
    }
  });
});
