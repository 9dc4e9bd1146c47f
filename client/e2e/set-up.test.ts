import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cached } from '../tools/cache.ts';
import { type ProgramResult, runProgram } from '../tools/program.ts';

const INSTALLER = new URL('../tools/install.mjs', import.meta.url).pathname;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'set-up-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('npm start uses the Node that it has just installed, though its shell has looked for another one before', async () => {
  const tools = join(folder, 'client/tools');
  mkdirSync(tools, { recursive: true });
  const { ready, start, open } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ).scripts;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { ready, start, open } }));
  const node = `#!/bin/sh\nINSTALLED=yes exec '${process.execPath}' "$@"\n`;
  const install = `import { mkdirSync, writeFileSync } from 'node:fs';
    mkdirSync('node_modules/.bin', { recursive: true });
    writeFileSync('node_modules/.bin/node', ${JSON.stringify(node)}, { mode: 0o755 });`;
  writeFileSync(join(tools, 'install.mjs'), install);
  writeFileSync(join(tools, 'start.ts'), 'console.log(process.env.INSTALLED, process.argv.slice(2))');
  const started = await runProgram(['npm', 'start', '--silent', '--', '--browser'], { cwd: folder });
  expect(started.stdout).toContain("yes [ '--browser' ]");
});

describe('the cache', () => {
  beforeEach(() => vi.stubEnv('XDG_CACHE_HOME', folder));

  test('makes a folder once', async () => {
    const make = vi.fn(async (made: string) => writeFileSync(join(made, 'file'), 'whole'));
    const first = await cached('thing', make);
    expect(await cached('thing', make)).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
    expect(readFileSync(join(first, 'file'), 'utf8')).toBe('whole');
  });

  test('does not take a set-up that failed for one that is done, and leaves nothing of it', async () => {
    const failing = cached('thing', async (made) => {
      writeFileSync(join(made, 'file'), 'half');
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(readdirSync(join(folder, 'systemd-socket-units'))).toEqual([]);
  });

  test('gives both of two at once the whole of the first to finish', async () => {
    const slowly = (text: string, ms: number) => async (made: string) => {
      writeFileSync(join(made, 'file'), 'half');
      await new Promise((resolve) => setTimeout(resolve, ms));
      writeFileSync(join(made, 'file'), text);
    };
    const both = await Promise.all([cached('thing', slowly('late', 60)), cached('thing', slowly('early', 20))]);
    expect(new Set(both).size).toBe(1);
    expect(readFileSync(join(both[0], 'file'), 'utf8')).toBe('early');
    expect(readdirSync(join(folder, 'systemd-socket-units'))).toEqual(['thing']);
  });
});

describe('the installer of packages', () => {
  /** A package with the installer and an npm that only pretends: what it does is written into `npm.log`. */
  beforeEach(() => {
    mkdirSync(join(folder, 'client/tools'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
    cpSync(INSTALLER, join(folder, 'client/tools/install.mjs'));
    lock('1.0.0');
    pretendNpm('mkdir -p node_modules');
  });

  test('installs once, then is silent until the lock file changes', async () => {
    expect(await install()).toMatchObject({ code: 0, stderr: expect.stringContaining('Installing the 1 packages') });
    expect(await install()).toEqual({ code: 0, stdout: '', stderr: '' });
    lock('2.0.0');
    expect((await install()).stderr).toContain('Installing');
    expect(npmCalls()).toHaveLength(2);
  });

  test('takes what npm itself installed, if it is all that the lock file asks for', async () => {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/.bin/node'), '');
    cpSync(join(folder, 'package-lock.json'), join(folder, 'node_modules/.package-lock.json'));
    expect(await install()).toEqual({ code: 0, stdout: '', stderr: '' });
    lock('2.0.0');
    await install();
    expect(npmCalls()).toHaveLength(1);
  });

  test('installs once for two at once', async () => {
    pretendNpm('sleep 0.3; mkdir -p node_modules');
    const both = await Promise.all([install(), install()]);
    expect(both.map((result) => result.code)).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  test('says what npm said where it failed, and does not count it as done', async () => {
    pretendNpm('mkdir -p node_modules; echo no network >&2; exit 1');
    expect(await install()).toMatchObject({ code: 1, stderr: expect.stringContaining('no network') });
    pretendNpm('mkdir -p node_modules');
    expect(await install()).toMatchObject({ code: 0, stderr: expect.stringContaining('Installing') });
  });

  function lock(version: string): void {
    const packages = { '': {}, 'node_modules/thing': { version } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  }

  function pretendNpm(script: string): void {
    const npm = join(folder, 'bin/npm');
    writeFileSync(npm, `#!/bin/sh\necho "$1" >>npm.log\n${script}\n`);
    chmodSync(npm, 0o755);
  }

  function npmCalls(): string[] {
    const log = join(folder, 'npm.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  function install(): Promise<ProgramResult> {
    const { npm_execpath, ...env } = process.env;
    return runProgram([process.execPath, join(folder, 'client/tools/install.mjs')], {
      env: { ...env, PATH: join(folder, 'bin') + delimiter + env['PATH'] },
    });
  }
});
