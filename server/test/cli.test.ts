import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORMATS } from '../src/check/formats.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(process.execPath, [CLI, ...words], { cwd: folder, encoding: 'utf8', env });
}

function json(...words: string[]): Record<string, unknown>[] {
  return JSON.parse(run('check', '--format', 'json', ...words).stdout);
}

const SERVICE = '[Service]\nExecStart=/bin/true\n';
const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n[Install]\nWantedBy=sockets.target\n';

it.each([...FORMATS.keys()])('prints findings, and none, as %s', (format) => {
  write({ 'bad.service': '[Service]\nExecStart=/bin/true\nNope=1\n', 'good.service': SERVICE });
  const bad = run('check', '--format', format, 'bad.service');
  expect([bad.status, bad.stderr]).toEqual([1, '']);
  expect(bad.stdout).toContain('unknown-directive');
  const good = run('check', '--format', format, 'good.service');
  expect([good.status, good.stderr]).toEqual([0, '']);
  expect(good.stdout).not.toContain('unknown-directive');
});

describe('check', () => {
  it('prints a JSON array with places counted from 1', () => {
    write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
    expect(json('a.service')).toEqual([
      {
        file: 'a.service',
        line: 3,
        column: 1,
        endLine: 3,
        endColumn: 5,
        severity: 'warning',
        effect: 'ignore',
        scope: 'line',
        code: 'unknown-directive',
        message: expect.stringContaining('Nope='),
      },
    ]);
  });

  it('prints lines for people, and how much was seen', () => {
    write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
    const { stdout, status } = run('check', 'a.service');
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^a\.service:3:1: ignore: .* \[unknown-directive\]$/),
      '  3 | Nope=1',
      '    | ^^^^',
      '1 file checked: 1 ignore.',
      '',
    ]);
    expect(status).toBe(1);
  });

  it('searches folders, drop-ins too, and names files as they were asked for', () => {
    write({ 'units/a.service': SERVICE, 'units/a.service.d/x.conf': '[Service]\nNope=1\n', 'units/notes.txt': 'Nope' });
    expect(json('units').map(({ file }) => file)).toEqual(['units/a.service.d/x.conf']);
    expect(json(join(folder, 'units')).map(({ file }) => file)).toEqual([join(folder, 'units/a.service.d/x.conf')]);
  });

  it('looks for other units among the paths and the unit paths only', () => {
    write({
      'a.socket': SOCKET,
      'lib/a@.service': '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\nStandardError=journal\n',
    });
    expect(json('a.socket').map(({ code }) => code)).toEqual(['accept-without-template']);
    expect(json('a.socket', '--unit-path', 'lib')).toEqual([]);
    expect(json('.')).toEqual([]);
  });

  it('judges by the version asked for', () => {
    write({ 'a.service': `${SERVICE}RestartMode=direct\n` });
    expect(json('a.service')).toEqual([]);
    expect(json('--systemd-version', '252', 'a.service').map(({ code }) => code)).toEqual(['unknown-directive']);
  });

  it.each([
    ['240', 'systemd 240 is older than 247, the oldest that findings are verified for.\n'],
    ['247', ''],
    ['270', 'systemd 270 is newer than 262, the newest that is known and what units are judged by.\n'],
  ])('says what to think of findings for %s', (version, said) => {
    write({ 'a.service': SERVICE });
    expect(run('check', '--systemd-version', version, 'a.service')).toMatchObject({ status: 0, stderr: said });
  });

  it('counts lines as systemd does, NUL bytes included', () => {
    write({ 'a.service': '[Service]\0ExecStart=/bin/true\0Nope=1\n' });
    expect(json('a.service')).toMatchObject([{ line: 3, column: 1 }]);
  });

  it('reads bytes that are not UTF-8', () => {
    write({ 'a.service': Buffer.from('[Unit]\nDescription=caf\xe9\n[Service]\nExecStart=/bin/true\n', 'latin1') });
    expect(json('a.service')).toMatchObject([{ code: 'unclean-text', effect: 'refuse', line: 2, column: 16 }]);
  });

  it('follows links, and says nothing of masked units', () => {
    write({ 'real.service': SERVICE, 'empty.service': '' });
    symlinkSync('real.service', join(folder, 'alias.service'));
    symlinkSync('/dev/null', join(folder, 'gone.service'));
    symlinkSync('.', join(folder, 'loop'));
    expect(json('.')).toEqual([]);
  });
});

describe('the exit status', () => {
  it.each<[number, string, Record<string, string>]>([
    [0, 'nothing is said', { 'a.service': SERVICE }],
    [0, 'there is advice only', { 'a.socket': '[Socket]\nListenStream=9999\n', 'a.service': SERVICE }],
    [1, 'a line is ignored', { 'a.service': `${SERVICE}Nope=1\n` }],
    [1, 'a unit is refused', { 'a.service': '[Service]\n' }],
    [1, 'a unit will fail', { 'a.socket': SOCKET }],
  ])('is %i when %s', (status, _, files) => {
    write(files);
    expect(run('check', '.').status).toBe(status);
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /No command was given/],
    ['an unknown command', ['verify'], /no command "verify"/],
    ['no path', ['check'], /at least one/],
    ['an unknown option', ['check', '--wat', '.'], /--wat/],
    ['a format that is none', ['check', '--format', 'xml', '.'], new RegExp([...FORMATS.keys()].join(' or '))],
    ['a version that is no number', ['check', '--systemd-version', 'new', '.'], /whole number/],
    [
      'a version before all that are known',
      ['check', '--systemd-version', '100', '.'],
      /from 200 to 299, such as 257, not "100"/,
    ],
    ['a version with a digit too many', ['check', '--systemd-version', '2520', '.'], /not "2520"/],
    ['a path that is not there', ['check', 'gone.service'], /no such file/],
    ['a file that is no unit', ['check', 'notes.txt'], /neither a unit file nor a drop-in/],
    ['a unit path that is no folder', ['check', '--unit-path', 'gone', 'a.service'], /not a folder/],
  ])('is 2 for %s, said on stderr', (_, words, said) => {
    write({ 'notes.txt': 'x', 'a.service': SERVICE });
    const { status, stderr } = run(...words);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });

  it('is 2 for a file that cannot be read', (context) => {
    context.skip(
      process.getuid?.() === 0 && !dropsPrivileges(),
      'root reads everything, and setpriv is not here to become somebody else',
    );
    write({ 'a.service': SERVICE });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'a.service'), 0o000);
    const { status, stderr } = asNobody('check', join(folder, 'a.service'));
    expect(stderr).toMatch(/cannot be read/);
    expect(status).toBe(2);
  });

  it('is 2 for a folder that cannot be read, and the rest is checked', (context) => {
    context.skip(
      process.getuid?.() === 0 && !dropsPrivileges(),
      'root reads everything, and setpriv is not here to become somebody else',
    );
    write({ 'shut/a.service': SERVICE, 'b.service': `${SERVICE}Nope=1\n` });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'shut'), 0o000);
    const { status, stdout, stderr } = asNobody('check', folder);
    expect(stderr).toBe(`${join(folder, 'shut')}: the folder cannot be read.\n`);
    expect(stdout).toContain('Nope=');
    expect(status).toBe(2);
    expect(asNobody('check', '--unit-path', join(folder, 'shut'), join(folder, 'b.service'))).toMatchObject({
      status: 2,
      stderr: `--unit-path ${join(folder, 'shut')}: the folder cannot be read.\n`,
    });
  });

  it('is 2 when the output cannot be written', () => {
    write({ 'a.service': `${SERVICE}Nope=1\n` });
    const { status, stderr } = spawnSync('/bin/sh', ['-c', '"$0" "$1" check . >/dev/full', process.execPath, CLI], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, 'The output could not be written (ENOSPC).\n']);
  });

  it('is 0 for help and version', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: ') });
    expect(run('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('text that was written to deceive a terminal', () => {
  const hostile = '\x1b[31m\u202e\u2066\x9b31m\r\n\x07x';

  it.each([...FORMATS.keys()])('forges nothing in %s', (format) => {
    write({
      [`${hostile}.service`]: `[Service]\nExecStart=/bin/true\nNo\x1b[31m\u202ee=\x9b31m\nType=\u2066a\x1bb\n[\u202eX\x07]\na=b\n`,
    });
    const { stdout, stderr } = run('check', '--format', format, '.', `${hostile}.txt`);
    const lines = (stdout + stderr).split('\n');
    expect(stdout).toContain('unknown-directive');
    expect(stderr).toContain('.txt');
    expect(lines.filter((line) => /[\p{Cc}\p{Bidi_Control}]/u.test(line))).toEqual([]);
  });

  it.each([['--format', hostile], [`--${hostile}`], ['--systemd-version', hostile], ['--unit-path', hostile]])(
    'forges nothing among the words of the command line: %s',
    (...words) => {
      write({ 'a.service': SERVICE });
      const { stderr } = run('check', ...words, 'a.service');
      expect(stderr).not.toMatch(/[\p{Cc}\p{Bidi_Control}](?<!\n)/u);
      expect(stderr.split('\n')[0]).not.toBe('');
    },
  );
});

describe('what is reported', () => {
  const TWO = '[Service]\nExecStart=/bin/true\nNope=1\nNice=x\n';
  const codes = (...words: string[]) => json(...words).map(({ code }) => code);

  it('is what was selected, without what was ignored', () => {
    write({ 'a.service': TWO });
    expect(codes('a.service', '--select', 'bad-number,bad-mode')).toEqual(['bad-number']);
    expect(codes('a.service', '--ignore', 'bad-number', '--ignore', 'unknown-directive')).toEqual([]);
    expect(codes('a.service', '--select', 'bad-number', '--ignore', 'bad-number')).toEqual([]);
    const wrong = run('check', '--select', 'bad-numbr', 'a.service');
    expect([wrong.status, wrong.stderr.split('\n')[0]]).toEqual([
      2,
      'There is no finding "bad-numbr". Did you mean "bad-number"?',
    ]);
  });

  it('is as a project file wants it, and the exit status follows', () => {
    const rules = { 'unknown-directive': 'error', 'bad-number': 'off' };
    write({ 'a/x.service': TWO, 'systemd-units.json': JSON.stringify({ rules }) });
    expect(json('a')).toMatchObject([{ code: 'unknown-directive', severity: 'error', effect: 'ignore' }]);
    expect(run('check', 'a').status).toBe(1);
    write({ 'a/systemd-units.json': JSON.stringify({ rules: { 'unknown-directive': 'hint' } }) });
    expect(run('check', 'a').status).toBe(0);
    expect(run('check', 'a', '--fail-on', 'hint').status).toBe(1);
    expect(run('check', 'a', '--fail-on', 'information').status).toBe(0);
    write({ 'a/systemd-units.json': '{' });
    expect(run('check', 'a')).toMatchObject({ status: 2, stderr: expect.stringContaining('It is no valid JSON') });
  });

  it('with a baseline is what is new', () => {
    write({ 'a/x.service': TWO });
    const first = run('check', 'a', '--write-baseline', 'known.json');
    expect([first.status, first.stdout, first.stderr]).toEqual([0, '', '']);
    expect(run('check', 'a', '--baseline', 'known.json').status).toBe(0);
    write({ 'a/x.service': `# moved\n${TWO.replace('Nice=x', 'Nice=y')}` });
    const after = run('check', 'a', '--baseline', 'known.json', '--format', 'json');
    expect(JSON.parse(after.stdout)).toMatchObject([{ code: 'bad-number', line: 5 }]);
    expect([after.status, after.stderr]).toEqual([
      1,
      'known.json: 1 of its findings are no longer there. Write it anew.\n',
    ]);
    for (const path of ['nothing.json', 'a/x.service']) {
      expect(run('check', 'a', '--baseline', path).status).toBe(2);
    }
    expect(run('check', 'a', '--write-baseline', 'no/such/folder.json')).toMatchObject({
      status: 2,
      stderr: '--write-baseline no/such/folder.json: the file could not be written (ENOENT).\n',
    });
  });
});

it('explains a finding by its page', () => {
  const explained = run('explain', 'bad-number');
  expect([explained.status, explained.stdout.split('\n')[0]]).toEqual([0, '# bad-number']);
  expect(run('explain', 'bad-numbr')).toMatchObject({ status: 2, stderr: expect.stringContaining('"bad-number"?') });
  expect(run('explain').status).toBe(2);
});

it('colours are for a terminal, unless the environment says otherwise', () => {
  write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
  const isColoured = (env: Readonly<Record<string, string>>): boolean =>
    spawnSync(process.execPath, [CLI, 'check', 'a.service'], { cwd: folder, encoding: 'utf8', env }).stdout.includes(
      '\x1b[',
    );
  expect([isColoured({}), isColoured({ CI: 'true' }), isColoured({ FORCE_COLOR: '1' })]).toEqual([false, false, true]);
  expect(isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

it('a reader that goes away early is no failure worth a stack trace', () => {
  write(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`u${i}.service`, `${SERVICE}Nope=1\n`.repeat(20)])));
  const piped = spawnSync('/bin/sh', ['-c', '"$0" "$1" check . | head -n 1', process.execPath, CLI], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(piped.stdout.split('\n')[0]).toContain('Nope=');
  expect(piped.stderr).toBe('');
});

function dropsPrivileges(): boolean {
  return spawnSync('setpriv', ['--version']).status === 0;
}

/** Runs the command line as somebody who may not read the file; the program itself is read before. */
function asNobody(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const program = process.getuid?.() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
  const copy = join(folder, 'cli.cjs');
  const [command, ...args] = [...program, process.execPath, copy, ...words];
  copyFileSync(CLI, copy);
  return spawnSync(command!, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
}

describe('check --fix', () => {
  const WRONG = '[Unit]\nBindTo=a.device\n[Service]\nExecStart=/bin/true\nRestat=no\n';

  it('writes what the safe fixes change, and reports what is left', () => {
    write({ 'a.service': WRONG, 'b.service': SERVICE });
    expect(json('--fix', '.')).toMatchObject([{ code: 'unknown-directive', line: 5 }]);
    expect(read('a.service')).toContain('BindsTo=a.device\n');
    expect(read('b.service')).toBe(SERVICE);
  });

  it('fixes only what is selected', () => {
    write({ 'a.service': WRONG });
    run('check', '--fix', '--ignore', 'obsolete-spelling', 'a.service');
    expect(read('a.service')).toContain('BindTo=a.device\n');
  });

  it('with --diff prints a patch that git applies, and writes nothing', () => {
    write({ 'a.service': WRONG, 'sub/b.service': WRONG });
    const printed = run('check', '--diff', '.');
    expect([printed.status, read('a.service')]).toEqual([1, WRONG]);
    const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: printed.stdout, encoding: 'utf8' });
    expect([applied.stderr, applied.status]).toEqual(['', 0]);
    expect(read('sub/b.service')).toContain('BindsTo=a.device\n');
    expect(run('check', '--diff', '.')).toMatchObject({ status: 0, stdout: '' });
  });

  it('leaves links and what was not named alone', () => {
    write({ 'in/a.service': SERVICE, 'out/b.service': WRONG });
    symlinkSync('../out/b.service', join(folder, 'in/b.service'));
    run('check', '--fix', 'in');
    expect(read('out/b.service')).toBe(WRONG);
  });
});

describe('format', () => {
  const UNTIDY = '[Service]\nExecStart = /bin/true \n[Install]\nWantedBy=multi-user.target';
  const TIDY = '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n';

  it('writes the files that are formatted otherwise', () => {
    write({ 'a.service': UNTIDY, 'sub/b.service': TIDY, 'c.txt': UNTIDY });
    expect(run('format', '.')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(['a.service', 'sub/b.service', 'c.txt'].map(read)).toEqual([TIDY, TIDY, UNTIDY]);
  });

  it('with --check names them, with --diff prints a patch, and writes nothing', () => {
    write({ 'a.service': UNTIDY, 'b.service': TIDY });
    expect(run('format', '--check', '.')).toMatchObject({ status: 1, stdout: './a.service\n' });
    expect(run('format', '--check', 'b.service')).toMatchObject({ status: 0, stdout: '' });
    const { status, stdout } = run('format', '--diff', 'a.service');
    expect([status, read('a.service')]).toEqual([1, UNTIDY]);
    expect(spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout }).status).toBe(0);
    expect(read('a.service')).toBe(TIDY);
  });

  it('keeps bytes that are no text', () => {
    const before = Buffer.concat([Buffer.from('[Service]\nExecStart = /bin/'), Buffer.from([0xff, 0x0a])]);
    write({ 'a.service': before });
    run('format', 'a.service');
    const after = Buffer.concat([Buffer.from('[Service]\nExecStart=/bin/'), Buffer.from([0xff, 0x0a])]);
    expect(Buffer.compare(readFileSync(join(folder, 'a.service')), after)).toBe(0);
  });

  it.each([
    [['format'], 'Name at least one'],
    [['format', 'none.service'], 'no such file'],
    [['format', 'note.txt'], 'neither a unit file'],
    [['format', 'l.service'], 'this is a link'],
    [['format', '--user', 'a.service'], 'format has no option --user'],
    [['check', '--check', 'a.service'], 'check has no option --check'],
    [['check', '--source-suffix', 'tt', 'a.service'], 'begins with a dot'],
  ])('%j is wrong use', (words, said) => {
    write({ 'a.service': TIDY, 'note.txt': 'x' });
    symlinkSync('a.service', join(folder, 'l.service'));
    expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(said) });
  });
});

it('options say where one system ends, and what else units are made of', () => {
  const template = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';
  write({
    'sites/a/x.socket': SOCKET,
    'sites/b/x@.service': template,
    'y.socket': SOCKET.replace('9999', '9998'),
    'y@.service.tt': 'x',
  });
  const codes = (...words: string[]) =>
    json(...words, '.').flatMap(({ file, code }) => (code === 'accept-without-template' ? [file] : []));
  expect(codes()).toEqual(['./y.socket']);
  expect(codes('--source-suffix', '.tt')).toEqual([]);
  expect(codes('--source-suffix', '.tt', '--systems', 'sites/*')).toEqual(['./sites/a/x.socket']);
});
