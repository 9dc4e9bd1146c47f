import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The programs that need no Node are made as they are for a release, and run where there is nothing else.

const ROOT = join(import.meta.dirname, '../..');
const MACHINES = { x64: 0x3e, arm64: 0xb7 } as const;
/** Where the machine of an ELF file is named (elf(5), e_machine). */
const E_MACHINE = 18;

describe('the single executable', () => {
  const reason =
    process.platform === 'linux' && process.arch in MACHINES
      ? undefined
      : 'executables are made on Linux, on x64 or arm64';
  const path = (architecture: string) => join(ROOT, `dist/systemd-units-linux-${architecture}`);
  const own = path(process.arch);
  let folder: string;

  beforeAll(() => {
    if (reason !== undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'ssu-executable-'));
    execFileSync(process.execPath, [join(ROOT, 'server/tools/package-executable.ts')], { cwd: ROOT });
  }, 180_000);
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  test('is for each architecture', (context) => {
    if (reason !== undefined) return context.skip(reason);
    for (const [architecture, machine] of Object.entries(MACHINES)) expect(machineOf(path(architecture))).toBe(machine);
  });

  test('has the licences of all that it contains', (context) => {
    if (reason !== undefined) return context.skip(reason);
    const notices = readFileSync(join(ROOT, 'dist/systemd-units-linux-notices.txt'), 'utf8');
    expect(notices).toContain('\nvscode-languageserver ');
    expect(notices).toContain('Node.js is licensed for use as follows');
  });

  test('checks units, in every language', (context) => {
    if (reason !== undefined) return context.skip(reason);
    const file = join(folder, 'web.service');
    writeFileSync(file, '[Service]\nExecStart=/bin/true\nNope=1\n');
    const check = (...options: string[]) =>
      spawnSync(own, ['check', ...options, file], { encoding: 'utf8', env: { PATH: '' }, cwd: folder });
    expect(check()).toMatchObject({
      status: 1,
      stderr: '',
      stdout: expect.stringContaining('Unknown directive Nope='),
    });
    expect(check('--lang', 'zh-cn').stdout).toContain('没有 Nope= 这个指令');
  });

  test.for([
    ['the word language-server', (program: string) => [program, 'language-server', '--stdio']],
    ['the name of the language server', (program: string) => [byName(program), '--stdio']],
  ] as const)('is a language server by %s', async ([, command], context) => {
    if (reason !== undefined) return context.skip(reason);
    const [program = '', ...words] = command(own);
    const server = spawn(program, words, { env: { PATH: '' }, stdio: ['pipe', 'pipe', 'inherit'] });
    const params = { processId: null, rootUri: null, capabilities: {} };
    server.stdin.write(framed({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
    let said = '';
    for await (const some of server.stdout) {
      said += some;
      if (said.includes('"hoverProvider"')) break;
    }
    server.kill();
    expect(said).toContain('"hoverProvider"');
  });

  /** A link to the program under the other name. */
  function byName(program: string): string {
    const name = join(folder, 'systemd-units-language-server');
    rmSync(name, { force: true });
    symlinkSync(program, name);
    return name;
  }
});

/** A message as the base protocol of LSP frames it. */
function framed(message: object): string {
  const content = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}

function machineOf(file: string): number {
  const header = Buffer.alloc(E_MACHINE + 2);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, header);
  closeSync(descriptor);
  expect(header.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
  return header.readUInt16LE(E_MACHINE);
}
