import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import extension from '../../package.json' with { type: 'json' };
import { npm } from '../tools/npm.ts';
import { startClient } from './lsp-client.ts';

// What people install from npm: packed, installed into an empty folder without a network, and run from there.

const BUILT = join(import.meta.dirname, '../../dist/npm');
let folder: string;
let tarball: string;
/** The package as it is installed. */
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-'));
  tarball = join(folder, npm(BUILT, 'pack', '--silent', '--pack-destination', folder).trim());
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  // A cache of its own has nothing to take the place of the network.
  npm(empty, 'install', '--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache'), tarball);
  installed = join(empty, 'node_modules/systemd-units');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  return join(installed, '../.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

it('has exactly what is needed, in a few hundred kilobytes', () => {
  expect(readdirSync(installed).sort()).toEqual([
    'LICENSE',
    'README.md',
    'ThirdPartyNotices.txt',
    'bill-of-materials.cdx.json',
    'cli.cjs',
    'l10n',
    'package.json',
    'server-common.js',
    'server.cjs',
    'systemd-units.1',
    'systemd-units.schema.json',
    'systemd-units.zh-cn.1',
  ]);
  expect(statSync(tarball).size).toBeLessThan(950_000);
});

it('brings nothing else along, and runs nothing when it is installed', () => {
  expect(readdirSync(join(installed, '..')).filter((name) => !name.startsWith('.'))).toEqual(['systemd-units']);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'systemd-units', version: extension.version, license: 'MIT' });
  for (const part of ['scripts', 'dependencies', 'devDependencies']) expect(manifest).not.toHaveProperty(part);
});

it('the licences are those of the packages that it contains', () => {
  const text = readFileSync(join(installed, 'ThirdPartyNotices.txt'), 'utf8');
  expect(text).toContain('\nvscode-languageserver ');
  expect(text).not.toContain('\nvscode-languageclient ');
  expect(readFileSync(join(installed, 'README.md'), 'utf8')).not.toMatch(/\]\((?!https:)/);
});

it('its command line checks a unit', () => {
  const file = join(folder, 'web.service');
  writeFileSync(file, '[Service]\nExecStart=/bin/true\nNope=1\n');
  const shell = process.platform === 'win32';
  const { status, stdout } = spawnSync(program('systemd-units'), ['check', file], { encoding: 'utf8', shell });
  expect(stdout).toContain('Nope=');
  expect(status).toBe(1);
  const chinese = spawnSync(program('systemd-units'), ['check', '--lang', 'zh-cn', file], { encoding: 'utf8', shell });
  expect(chinese.stdout).toContain('没有 Nope= 这个指令');
  expect(spawnSync(program('systemd-units'), ['--version'], { encoding: 'utf8', shell }).stdout).toBe(
    `${extension.version}\n`,
  );
});

it('its language server answers', async () => {
  const client = await startClient({ server: [process.execPath, join(installed, 'server.cjs'), '--stdio'] });
  const found = new Promise<{ diagnostics: { code: string }[] }>((resolve) => {
    client.connection.onNotification('textDocument/publishDiagnostics', resolve);
  });
  await client.open('file:///somewhere/web.service', '[Service]\nExecStart=/bin/true\nNope=1\n');
  expect((await found).diagnostics.map(({ code }) => code)).toContain('unknown-directive');
  await client.stop();
  const { status, stderr } = spawnSync(program('systemd-units-language-server'), {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('--stdio')]);
});
