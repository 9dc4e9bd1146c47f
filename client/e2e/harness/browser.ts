import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import type { Machine } from './machine.ts';
import { chromium } from './requirements.ts';

/** Chromium must not call home: where that fails, it tries again and again. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium; with a machine, in that machine's network, so that `127.0.0.1` is the machine's. */
export async function startBrowser(machine?: Machine): Promise<Browser> {
  const installed = chromium();
  if (!installed) throw new Error('Chromium is not installed.');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return playwright.launch({
    executablePath: machine ? insideNetwork(machine, installed) : installed,
    args: [...QUIET, ...sandbox],
  });
}

/** Playwright takes one file to execute, and no arguments to put before its own. */
function insideNetwork(machine: Machine, program: string): string {
  const wrapper = join(machine.folder, 'chromium');
  writeFileSync(wrapper, `#!/bin/sh\nexec nsenter --target ${machine.pid} --net -- ${program} "$@"\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}
