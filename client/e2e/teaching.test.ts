import { describe, expect } from 'vitest';
import { editorStory } from './harness/editor-story.ts';
import { click } from './harness/mouse.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import {
  clickOn,
  hover,
  leaveHover,
  noSquiggle,
  parameterHelp,
  suggested,
  suggestions,
  takeSuggestion,
  visibleText,
} from './harness/page.ts';
import { openFile } from './harness/quick-input.ts';
import { missing } from './harness/requirements.ts';
import { startVsCode } from './harness/vscode.ts';
import { waitFor } from './harness/wait.ts';

// What the editor teaches somebody who has not read the manual: what everything means, and what may come next.

const UNITS = {
  'web.socket': `[Unit]
Description=Front door

[Socket]
ListenStream=8080
ListenStream=/run/web/%p.sock
SocketMode=0660
TriggerLimitIntervalSec=1min 30s
ReceiveBuffer=2M

[Install]
WantedBy=sockets.target
`,
  'web.service': `[Unit]
Description=Answers at the front door
After=db.service

[Service]
ExecStart=-/usr/bin/python3 -u %h/web.py
User=root
KillSignal=SIGINT
SuccessExitStatus=75
CapabilityBoundingSet=CAP_NET_BIND_SERVICE
SystemCallFilter=@system-service
`,
  'web.service.d/10-more.conf': '[Service]\nNice=5\n',
  'db.service': '[Unit]\nDescription=Keeps the books\n\n[Service]\nExecStart=/usr/bin/db\n',
  'backup.timer': '[Timer]\nOnCalendar=Mon..Fri *-*-* 03:30:00\nUnit=web.service\n',
  'draft.socket': '',
  'address.socket': '[Socket]\n',
};

/** What the mouse rests on, the words that must be in what the editor says then, and the picture of it. */
const HOVERS: Readonly<Record<string, readonly (readonly [at: string, words: readonly string[], picture: string])[]>> =
  {
    'web.socket': [
      ['[Socket]', ['socket'], 'section'],
      ['SocketMode', ['0666', 'systemd.socket'], 'directive'],
      ['8080', ['TCP port 8080 on all addresses, IPv6 and IPv4'], 'address'],
      ['%p', ['web'], 'specifier'],
      ['0660', ['rw-rw----'], 'mode'],
      ['1min', ['90 s'], 'time-span'],
      ['2M', ['2,097,152 bytes'], 'size'],
      ['sockets.target', ['socket'], 'target'],
    ],
    'web.service': [
      ['db.service', ['Keeps the books'], 'unit'],
      ['-/usr/bin/python3', ['Executable'], 'exec'],
      ['root', ['0'], 'user'],
      ['SIGINT', ['2'], 'signal'],
      ['75', ['75'], 'exit-status'],
      ['CAP_NET_BIND_SERVICE', ['1024'], 'capability'],
      ['@system-service', ['@basic-io'], 'call-group'],
    ],
    'backup.timer': [
      ['03:30:00', ['Next', '03:30'], 'calendar'],
      ['web.service', ['Answers at the front door', '10-more.conf'], 'unit-with-drop-in'],
    ],
  };

describe('an editor that teaches', async () => {
  const step = editorStory('teaching', await missing('chromium'), async (keep) => ({
    code: keep(await startVsCode({ vsix: await packagedExtension(), workspace: UNITS })),
  }));

  for (const [file, hovers] of Object.entries(HOVERS)) {
    step(`tells what everything in ${file} means`, async ({ page, shot }) => {
      await openFile(page, file);
      // They push the lines below them down, away from the mouse.
      await page.locator('.editor-group-container.active .codelens-decoration a').first().waitFor();
      for (const [at, words, picture] of hovers) {
        const told = await hover(page, at);
        await shot(`hover-${picture}`);
        for (const word of words) expect.soft(told, at).toContain(word);
        await leaveHover(page);
      }
    });
  }

  step('writes a socket with nothing but what it offers', async ({ page, shot }) => {
    await openFile(page, 'draft.socket');
    await click(page.locator('.editor-group-container.active .view-lines'));
    await page.keyboard.type('[So');
    expect((await suggestions(page))[0]).toBe('[Socket]');
    await shot('complete-section');
    await takeSuggestion(page, '[Socket]');
    // What belongs into a section is offered at once, and so is what a directive takes.
    expect((await suggested(page))[0]).toBe('ListenStream');
    await shot('complete-directive');
    await takeSuggestion(page, 'ListenStream');
    await page.keyboard.type('9990');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Acc');
    expect((await suggested(page))[0]).toBe('Accept');
    await takeSuggestion(page, 'Accept');
    expect(await suggested(page)).toEqual(expect.arrayContaining(['yes', 'no']));
    await shot('complete-value');
    await takeSuggestion(page, 'no');
    // A suggestion is written a moment after it was taken. Behind the header there is a hint of what the socket starts.
    const text = async () => (await visibleText(page)).replace(/(?<=^\[Socket\]).*/, '');
    await waitFor('the last value', async () => (await text()).endsWith('=no'));
    expect(await text()).toBe('[Socket]\nListenStream=9990\nAccept=no');
  });

  step('offers the units that there are, and only of the wanted type', async ({ page, shot }) => {
    await page.keyboard.press('Enter');
    await page.keyboard.type('Service=');
    const offered = await suggested(page);
    await shot('complete-unit');
    expect(offered).toEqual(expect.arrayContaining(['web.service', 'db.service']));
    expect(offered.filter((name) => !/\.service$|^%/.test(name))).toEqual([]);
    await takeSuggestion(page, 'web.service');
    await noSquiggle(page, 'error');
  });

  step('says which part of a value the cursor is in', async ({ page, shot }) => {
    await openFile(page, 'backup.timer');
    await clickOn(page, '03:30:00');
    const help = await parameterHelp(page);
    await shot('parameter-help');
    expect(help).toContain('hour');
  });

  step('offers addresses to listen on, and what is in a directory only behind a slash', async ({ page, shot }) => {
    await openFile(page, 'address.socket');
    await clickOn(page, '[Socket]');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('ListenStream=');
    const port = /^\d+$/;
    const offered = await suggested(page);
    await shot('complete-address');
    expect(offered.find((label) => port.test(label))).toBeDefined();
    expect(offered.map((label) => label.replace(/\d{4,5}$/, 'PORT'))).toEqual(
      expect.arrayContaining(['127.0.0.1:PORT', '[::1]:PORT', '%t/address.sock', '/run/address.sock', '@address']),
    );
    expect(offered).not.toContain('/usr/');
    await page.keyboard.type('/');
    await waitFor('directories', async () => (await suggested(page)).includes('etc/'));
    await shot('complete-directory');
    await page.keyboard.press('Escape');
  });

  step('offers programs of the directory that was typed, and nothing of those above', async ({ page, shot }) => {
    await openFile(page, 'db.service');
    await clickOn(page, 'Description');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('ExecStartPre=/usr/bin/', { delay: 60 });
    await waitFor('programs', async () => {
      const offered = await suggested(page);
      return !offered.includes('bin/') && offered.every((label) => !/^\/|^%/.test(label));
    });
    await shot('complete-program');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await page.keyboard.type('soc');
    expect(await suggestions(page)).not.toContain('socket-accept');
    await shot('complete-no-socket-snippets');
    await page.keyboard.press('Escape');
  });
});
