import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../src/check/formats.ts';
import { anyOf, english } from '../src/core/text/message.ts';
import { commandLine, SERVICE, SOCKET } from './command-line.ts';

const cli = commandLine();

it.each([...FORMATS.keys()])('prints findings, and none, as %s', (format) => {
  cli.write({ 'bad.service': '[Service]\nExecStart=/bin/true\nNope=1\n', 'good.service': SERVICE });
  const bad = cli.run('check', '--format', format, 'bad.service');
  expect([bad.status, bad.stderr]).toEqual([1, '']);
  expect(bad.stdout).toContain('unknown-directive');
  const good = cli.run('check', '--format', format, 'good.service');
  expect([good.status, good.stderr]).toEqual([0, '']);
  expect(good.stdout).not.toContain('unknown-directive');
});

describe('check', () => {
  it('prints a JSON array with places counted from 1', () => {
    cli.write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
    expect(cli.json('a.service')).toEqual([
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
        url: expect.stringMatching(/^https:.*\/rules\/unknown-directive\.html$/),
      },
    ]);
  });

  it('prints lines for people, and how much was seen', () => {
    cli.write({ 'a.service': '[Service]\nExecStart=/bin/true\nNope=1\n' });
    const { stdout, status } = cli.run('check', 'a.service');
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
    cli.write({
      'units/a.service': SERVICE,
      'units/a.service.d/x.conf': '[Service]\nNope=1\n',
      'units/notes.txt': 'Nope',
    });
    expect(cli.json('units').map(({ file }) => file)).toEqual(['units/a.service.d/x.conf']);
    expect(cli.json(join(cli.folder, 'units')).map(({ file }) => file)).toEqual([
      join(cli.folder, 'units/a.service.d/x.conf'),
    ]);
  });

  it('looks for other units among the paths and the unit paths only', () => {
    cli.write({
      'a.socket': SOCKET,
      'lib/a@.service': '[Service]\nExecStart=-/bin/cat\nStandardInput=socket\nStandardError=journal\n',
    });
    expect(cli.json('a.socket').map(({ code }) => code)).toEqual(['accept-without-template']);
    expect(cli.json('a.socket', '--unit-path', 'lib')).toEqual([]);
    expect(cli.json('.')).toEqual([]);
  });

  it('judges by the version asked for', () => {
    cli.write({ 'a.service': `${SERVICE}RestartMode=direct\n` });
    expect(cli.json('a.service')).toEqual([]);
    expect(cli.json('--systemd-version', '252', 'a.service').map(({ code }) => code)).toEqual(['unknown-directive']);
  });

  it.each([
    ['240', 'systemd 240 is older than 247, the oldest that findings are verified for.\n'],
    ['247', ''],
    ['270', 'systemd 270 is newer than 262, the newest that is known and what units are judged by.\n'],
  ])('says what to think of findings for %s', (version, said) => {
    cli.write({ 'a.service': SERVICE });
    expect(cli.run('check', '--systemd-version', version, 'a.service')).toMatchObject({ status: 0, stderr: said });
  });

  it('counts lines as systemd does, NUL bytes included', () => {
    cli.write({ 'a.service': '[Service]\0ExecStart=/bin/true\0Nope=1\n' });
    expect(cli.json('a.service')).toMatchObject([{ line: 3, column: 1 }]);
  });

  it('reads bytes that are not UTF-8', () => {
    cli.write({ 'a.service': Buffer.from('[Unit]\nDescription=caf\xe9\n[Service]\nExecStart=/bin/true\n', 'latin1') });
    expect(cli.json('a.service')).toMatchObject([{ code: 'unclean-text', effect: 'refuse', line: 2, column: 16 }]);
  });

  it('follows links, and says nothing of masked units', () => {
    cli.write({ 'real.service': SERVICE, 'empty.service': '' });
    symlinkSync('real.service', join(cli.folder, 'alias.service'));
    symlinkSync('/dev/null', join(cli.folder, 'gone.service'));
    symlinkSync('.', join(cli.folder, 'loop'));
    expect(cli.json('.')).toEqual([]);
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
    cli.write(files);
    expect(cli.run('check', '.').status).toBe(status);
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /No command was given/],
    ['an unknown command', ['verify'], /no command "verify"/],
    ['no path', ['check'], /at least one/],
    ['an unknown option', ['check', '--wat', '.'], /--wat/],
    ['a format that is none', ['check', '--format', 'xml', '.'], new RegExp(english(anyOf([...FORMATS.keys()])))],
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
    cli.write({ 'notes.txt': 'x', 'a.service': SERVICE });
    const { status, stderr } = cli.run(...words);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });

  it('is 0 for help and version', () => {
    expect(cli.run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: ') });
    expect(cli.run('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('text that was written to deceive a terminal', () => {
  const hostile = '\x1b[31m\u202e\u2066\x9b31m\r\n\x07x';

  it.each([...FORMATS.keys()])('forges nothing in %s', (format) => {
    cli.write({
      [`${hostile}.service`]: `[Service]\nExecStart=/bin/true\nNo\x1b[31m\u202ee=\x9b31m\nType=\u2066a\x1bb\n[\u202eX\x07]\na=b\n`,
    });
    const { stdout, stderr } = cli.run('check', '--format', format, '.', `${hostile}.txt`);
    const lines = (stdout + stderr).split('\n');
    expect(stdout).toContain('unknown-directive');
    expect(stderr).toContain('.txt');
    expect(lines.filter((line) => /[\p{Cc}\p{Bidi_Control}]/u.test(line))).toEqual([]);
  });

  it.each([['--format', hostile], [`--${hostile}`], ['--systemd-version', hostile], ['--unit-path', hostile]])(
    'forges nothing among the words of the command line: %s',
    (...words) => {
      cli.write({ 'a.service': SERVICE });
      const { stderr } = cli.run('check', ...words, 'a.service');
      expect(stderr).not.toMatch(/[\p{Cc}\p{Bidi_Control}](?<!\n)/u);
      expect(stderr.split('\n')[0]).not.toBe('');
    },
  );
});

describe('what is reported', () => {
  const TWO = '[Service]\nExecStart=/bin/true\nNope=1\nNice=x\n';
  const codes = (...words: string[]) => cli.json(...words).map(({ code }) => code);

  it('is what was selected, without what was ignored', () => {
    cli.write({ 'a.service': TWO });
    expect(codes('a.service', '--select', 'bad-number,bad-mode')).toEqual(['bad-number']);
    expect(codes('a.service', '--ignore', 'bad-number', '--ignore', 'unknown-directive')).toEqual([]);
    expect(codes('a.service', '--select', 'bad-number', '--ignore', 'bad-number')).toEqual([]);
    const wrong = cli.run('check', '--select', 'bad-numbr', 'a.service');
    expect([wrong.status, wrong.stderr.split('\n')[0]]).toEqual([
      2,
      'There is no finding "bad-numbr". Did you mean "bad-number"?',
    ]);
  });

  it('is as a project file wants it, and the exit status follows', () => {
    const rules = { 'unknown-directive': 'error', 'bad-number': 'off' };
    cli.write({ 'a/x.service': TWO, 'systemd-units.json': JSON.stringify({ rules }) });
    expect(cli.json('a')).toMatchObject([{ code: 'unknown-directive', severity: 'error', effect: 'ignore' }]);
    expect(cli.run('check', 'a').status).toBe(1);
    cli.write({ 'a/systemd-units.json': JSON.stringify({ rules: { 'unknown-directive': 'hint' } }) });
    expect(cli.run('check', 'a').status).toBe(0);
    expect(cli.run('check', 'a', '--fail-on', 'hint').status).toBe(1);
    expect(cli.run('check', 'a', '--fail-on', 'information').status).toBe(0);
    cli.write({ 'a/systemd-units.json': '{' });
    expect(cli.run('check', 'a')).toMatchObject({ status: 2, stderr: expect.stringContaining('It is no valid JSON') });
  });

  it('with a baseline is what is new', () => {
    cli.write({ 'a/x.service': TWO });
    const first = cli.run('check', 'a', '--write-baseline', 'known.json');
    expect([first.status, first.stdout, first.stderr]).toEqual([0, '', '']);
    expect(cli.run('check', 'a', '--baseline', 'known.json').status).toBe(0);
    cli.write({ 'a/x.service': `# moved\n${TWO.replace('Nice=x', 'Nice=y')}` });
    const after = cli.run('check', 'a', '--baseline', 'known.json', '--format', 'json');
    expect(JSON.parse(after.stdout)).toMatchObject([{ code: 'bad-number', line: 5 }]);
    expect([after.status, after.stderr]).toEqual([
      1,
      'known.json: 1 of its findings are no longer there. Write it anew.\n',
    ]);
    for (const path of ['nothing.json', 'a/x.service']) {
      expect(cli.run('check', 'a', '--baseline', path).status).toBe(2);
    }
    expect(cli.run('check', 'a', '--write-baseline', 'no/such/folder.json')).toMatchObject({
      status: 2,
      stderr: '--write-baseline no/such/folder.json: the file could not be written (ENOENT).\n',
    });
  });
});

it('explains a finding by its page', () => {
  const explained = cli.run('explain', 'bad-number');
  expect([explained.status, explained.stdout.split('\n')[0]]).toEqual([0, '# bad-number']);
  expect(cli.run('explain', 'bad-numbr')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('"bad-number"?'),
  });
  expect(cli.run('explain').status).toBe(2);
});

it('options say where one system ends, and what else units are made of', () => {
  const template = '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n';
  cli.write({
    'sites/a/x.socket': SOCKET,
    'sites/b/x@.service': template,
    'y.socket': SOCKET.replace('9999', '9998'),
    'y@.service.tt': 'x',
  });
  const codes = (...words: string[]) =>
    cli.json(...words, '.').flatMap(({ file, code }) => (code === 'accept-without-template' ? [file] : []));
  expect(codes()).toEqual(['./y.socket']);
  expect(codes('--source-suffix', '.tt')).toEqual([]);
  expect(codes('--source-suffix', '.tt', '--systems', 'sites/*')).toEqual(['./sites/a/x.socket']);
});
