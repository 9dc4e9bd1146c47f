import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, SERVICE } from './command-line.ts';

const cli = commandLine();

describe('check --fix', () => {
  const WRONG = '[Unit]\nBindTo=a.device\n[Service]\nExecStart=/bin/true\nRestat=no\n';

  it('writes what the safe fixes change, and reports what is left', () => {
    cli.write({ 'a.service': WRONG, 'b.service': SERVICE });
    expect(cli.json('--fix', '.')).toMatchObject([{ code: 'unknown-directive', line: 5 }]);
    expect(cli.read('a.service')).toContain('BindsTo=a.device\n');
    expect(cli.read('b.service')).toBe(SERVICE);
  });

  it('fixes only what is selected', () => {
    cli.write({ 'a.service': WRONG });
    cli.run('check', '--fix', '--ignore', 'obsolete-spelling', 'a.service');
    expect(cli.read('a.service')).toContain('BindTo=a.device\n');
  });

  it('with --diff prints a patch that git applies, and writes nothing', () => {
    cli.write({ 'a.service': WRONG, 'sub/b.service': WRONG });
    const printed = cli.run('check', '--diff', '.');
    expect([printed.status, cli.read('a.service')]).toEqual([1, WRONG]);
    const applied = spawnSync('git', ['apply', '-'], { cwd: cli.folder, input: printed.stdout, encoding: 'utf8' });
    expect([applied.stderr, applied.status]).toEqual(['', 0]);
    expect(cli.read('sub/b.service')).toContain('BindsTo=a.device\n');
    expect(cli.run('check', '--diff', '.')).toMatchObject({ status: 0, stdout: '' });
  });

  it('leaves links and what was not named alone', () => {
    cli.write({ 'in/a.service': SERVICE, 'out/b.service': WRONG });
    symlinkSync('../out/b.service', join(cli.folder, 'in/b.service'));
    cli.run('check', '--fix', 'in');
    expect(cli.read('out/b.service')).toBe(WRONG);
  });
});

describe('format', () => {
  const UNTIDY = '[Service]\nExecStart = /bin/true \n[Install]\nWantedBy=multi-user.target';
  const TIDY = '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n';

  it('writes the files that are formatted otherwise', () => {
    cli.write({ 'a.service': UNTIDY, 'sub/b.service': TIDY, 'c.txt': UNTIDY });
    expect(cli.run('format', '.')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(['a.service', 'sub/b.service', 'c.txt'].map(cli.read)).toEqual([TIDY, TIDY, UNTIDY]);
  });

  it('with --check names them, with --diff prints a patch, and writes nothing', () => {
    cli.write({ 'a.service': UNTIDY, 'b.service': TIDY });
    expect(cli.run('format', '--check', '.')).toMatchObject({ status: 1, stdout: './a.service\n' });
    expect(cli.run('format', '--check', 'b.service')).toMatchObject({ status: 0, stdout: '' });
    const { status, stdout } = cli.run('format', '--diff', 'a.service');
    expect([status, cli.read('a.service')]).toEqual([1, UNTIDY]);
    expect(spawnSync('git', ['apply', '-'], { cwd: cli.folder, input: stdout }).status).toBe(0);
    expect(cli.read('a.service')).toBe(TIDY);
  });

  it('keeps bytes that are no text', () => {
    const before = Buffer.concat([Buffer.from('[Service]\nExecStart = /bin/'), Buffer.from([0xff, 0x0a])]);
    cli.write({ 'a.service': before });
    cli.run('format', 'a.service');
    const after = Buffer.concat([Buffer.from('[Service]\nExecStart=/bin/'), Buffer.from([0xff, 0x0a])]);
    expect(Buffer.compare(readFileSync(join(cli.folder, 'a.service')), after)).toBe(0);
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
    cli.write({ 'a.service': TIDY, 'note.txt': 'x' });
    symlinkSync('a.service', join(cli.folder, 'l.service'));
    expect(cli.run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(said) });
  });
});
