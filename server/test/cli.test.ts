import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine, type Ran, SERVICE } from './command-line.ts';

// What takes the real program: the process, its streams, and rights. All else is asked of `run` (cli-check, cli-fix).

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
const cli = commandLine();

it('is one program, with a usage and a version', () => {
  expect(program('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: '), stderr: '' });
  expect(program('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it('gives its exit status, findings on stdout and complaints on stderr', () => {
  cli.write({ 'a.service': `${SERVICE}Nope=1\n`, 'b.service': SERVICE });
  expect(program('check', 'b.service')).toMatchObject({ status: 0, stderr: '' });
  expect(program('check', '.')).toMatchObject({ status: 1, stdout: expect.stringContaining('Nope='), stderr: '' });
  const { status, stdout, stderr } = program('check', '.', 'gone.service');
  expect([status, stdout.includes('Nope='), stderr]).toEqual([
    2,
    true,
    'gone.service: there is no such file or folder.\n',
  ]);
});

it('writes files in place', () => {
  cli.write({ 'a.service': `${SERVICE}Nice = 1 \n` });
  expect(program('format', '.')).toEqual(expect.objectContaining({ status: 0, stdout: '', stderr: '' }));
  expect(cli.read('a.service')).toBe(`${SERVICE}Nice=1\n`);
  expect(program('check', '.', '--write-baseline', 'no/such/folder.json')).toMatchObject({
    status: 2,
    stderr: '--write-baseline no/such/folder.json: the file could not be written (ENOENT).\n',
  });
});

it('exits with 2 for a file that cannot be read', (context) => {
  context.skip(
    process.getuid?.() === 0 && !dropsPrivileges(),
    'root reads everything, and setpriv is not here to become somebody else',
  );
  cli.write({ 'a.service': SERVICE });
  chmodSync(cli.folder, 0o755);
  chmodSync(join(cli.folder, 'a.service'), 0o000);
  const { status, stderr } = asNobody('check', join(cli.folder, 'a.service'));
  expect(stderr).toMatch(/cannot be read/);
  expect(status).toBe(2);
});

it('exits with 2 for a folder that cannot be read, and the rest is checked', (context) => {
  context.skip(
    process.getuid?.() === 0 && !dropsPrivileges(),
    'root reads everything, and setpriv is not here to become somebody else',
  );
  cli.write({ 'shut/a.service': SERVICE, 'b.service': `${SERVICE}Nope=1\n` });
  chmodSync(cli.folder, 0o755);
  chmodSync(join(cli.folder, 'shut'), 0o000);
  const { status, stdout, stderr } = asNobody('check', cli.folder);
  expect(stderr).toBe(`${join(cli.folder, 'shut')}: the folder cannot be read.\n`);
  expect(stdout).toContain('Nope=');
  expect(status).toBe(2);
  expect(asNobody('check', '--unit-path', join(cli.folder, 'shut'), join(cli.folder, 'b.service'))).toMatchObject({
    status: 2,
    stderr: `--unit-path ${join(cli.folder, 'shut')}: the folder cannot be read.\n`,
  });
});

it('exits with 2 when the output cannot be written', () => {
  cli.write({ 'a.service': `${SERVICE}Nope=1\n` });
  const { status, stderr } = spawnSync('/bin/sh', ['-c', '"$0" "$1" check . >/dev/full', process.execPath, CLI], {
    cwd: cli.folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, 'The output could not be written (ENOSPC).\n']);
});

it('colours are for a terminal, unless the environment says otherwise', () => {
  cli.write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
  const isColoured = (env: Readonly<Record<string, string>>): boolean =>
    spawnSync(process.execPath, [CLI, 'check', 'a.service'], {
      cwd: cli.folder,
      encoding: 'utf8',
      env,
    }).stdout.includes('\x1b[');
  expect([isColoured({}), isColoured({ CI: 'true' }), isColoured({ FORCE_COLOR: '1' })]).toEqual([false, false, true]);
  expect(isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

it('a reader that goes away early is no failure worth a stack trace', () => {
  cli.write(
    Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`u${i}.service`, `${SERVICE}Nope=1\n`.repeat(20)])),
  );
  const piped = spawnSync('/bin/sh', ['-c', '"$0" "$1" check . | head -n 1', process.execPath, CLI], {
    cwd: cli.folder,
    encoding: 'utf8',
  });
  expect(piped.stdout.split('\n')[0]).toContain('Nope=');
  expect(piped.stderr).toBe('');
});

function program(...words: string[]): Ran {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(process.execPath, [CLI, ...words], { cwd: cli.folder, encoding: 'utf8', env });
}

function dropsPrivileges(): boolean {
  return spawnSync('setpriv', ['--version']).status === 0;
}

/** Runs the command line as somebody who may not read the file; the program itself is read before. */
function asNobody(...words: string[]): Ran {
  const program = process.getuid?.() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
  const copy = join(cli.folder, 'cli.cjs');
  const [command, ...args] = [...program, process.execPath, copy, ...words];
  copyFileSync(CLI, copy);
  return spawnSync(command!, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
}

it.each([
  ['# café\n[Service]\nExecStart=/bin/true\n', 'is formatted already'],
  ['# café \n[Service]\nExecStart = /bin/true\n', 'is not formatted'],
])('format prints all of standard input, with bytes that are no UTF-8: %j, which %s', (text) => {
  const words = [CLI, 'format', '--stdin-filename', 'a.service', '-'];
  const { status, stdout } = spawnSync(process.execPath, words, { input: Buffer.from(text, 'latin1') });
  expect([status, stdout.toString('latin1')]).toEqual([0, '# café\n[Service]\nExecStart=/bin/true\n']);
});

it('a patch has the bytes of the file', () => {
  const before = Buffer.from('# café\n[Service]\nExecStart = /bin/true \n', 'latin1');
  cli.write({ 'a.service': before });
  const { stdout } = spawnSync(process.execPath, [CLI, 'format', '--diff', 'a.service'], { cwd: cli.folder });
  const applied = spawnSync('git', ['apply', '-'], { cwd: cli.folder, input: stdout, encoding: 'utf8' });
  expect([applied.stderr, applied.status]).toEqual(['', 0]);
  expect(readFileSync(join(cli.folder, 'a.service'), 'latin1')).toBe('# café\n[Service]\nExecStart=/bin/true\n');
});

it('does not count what could not be read as checked', () => {
  cli.write({ 'a.service': SERVICE });
  spawnSync('mkfifo', [join(cli.folder, 'pipe.service')]);
  expect(cli.run('check', 'pipe.service')).toMatchObject({ status: 2, stdout: 'No file was checked.\n' });
  expect(cli.run('check', 'gone.service')).toMatchObject({ status: 2, stdout: 'No file was checked.\n' });
  expect(cli.run('check', 'a.service', 'pipe.service')).toMatchObject({
    status: 2,
    stdout: '1 file checked: no findings.\n',
  });
});
