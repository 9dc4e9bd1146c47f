import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { cacheFolder } from '../tools/cache.ts';
import { codeServer } from '../tools/code-server.ts';
import { PACKAGE } from '../tools/extension-package.ts';
import { runProgram } from '../tools/program.ts';
import { startBrowser } from './harness/browser.ts';
import { packagedExtension } from './harness/packaged-extension.ts';
import { screenshot, squiggle, workbench } from './harness/page.ts';
import { missing } from './harness/requirements.ts';
import { waitFor } from './harness/wait.ts';

const START = fileURLToPath(new URL('../tools/start.ts', import.meta.url));

test('npm start opens VS Code on a copy of the sample, writes nothing at home, and leaves nothing running', async (context) => {
  const reason = await missing('chromium');
  context.skip(reason !== undefined, reason);
  await codeServer();
  mkdirSync(dirname(PACKAGE), { recursive: true });
  cpSync(await packagedExtension(), PACKAGE);
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));

  const child = spawn(process.execPath, [START, '--browser', '--no-build'], {
    env: { ...process.env, HOME: home, XDG_CACHE_HOME: dirname(cacheFolder()) },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGINT'));
  const address = await waitFor('the address', async () => /http:\S+testSampleWeb\.socket\S*/.exec(plain(said))?.[0], {
    within: 60_000,
  });
  const workspace = await waitFor('the workspace', async () => /is a copy: (\S+)/.exec(plain(said))?.[1]);
  onTestFinished(() => rmSync(dirname(workspace), { recursive: true, force: true }));
  expect(readdirSync(workspace).sort()).toEqual(['README.md', 'testSampleWeb.socket']);

  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address, { waitUntil: 'commit' });
  await workbench(page);
  await squiggle(page, 'error');
  await screenshot(page, 'npm-start');

  const processes = async () => (await runProgram(['ps', '-A', '-o', 'args='])).stdout;
  expect(await processes()).toContain(dirname(workspace));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(readdirSync(home)).toEqual([]);
  expect(existsSync(join(dirname(workspace), 'vscode'))).toBe(false);
  expect(await processes()).not.toContain(dirname(workspace));
});

function plain(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}
