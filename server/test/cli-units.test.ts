import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, SERVICE, SOCKET } from './command-line.ts';

// The commands about one unit, root file systems, and standard input.

const cli = commandLine();

const WEB = {
  'web.socket': '[Socket]\nListenStream=8080\n[Install]\nWantedBy=sockets.target\n',
  'web.service': '[Unit]\nWants=cache.service\nAfter=cache.service\n[Service]\nExecStart=/usr/bin/web\nNice=1\n',
  'web.service.d/nice.conf': '[Service]\nNice=5\n',
};

describe('effective', () => {
  it('prints the merged unit with the places that its lines come from', () => {
    cli.write(WEB);
    const { status, stdout, stderr } = cli.run('effective', 'web.service');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('[Service]\n# web.service:5\nExecStart=/usr/bin/web\n');
    expect(stdout).toContain(`# ${join(cli.folder, 'web.service.d/nice.conf')}:2\nNice=5\n`);
    expect(stdout).not.toContain('Nice=1');
  });

  it('prints JSON', () => {
    cli.write(WEB);
    const { unit, lines } = JSON.parse(cli.run('effective', '--format', 'json', 'web.service.d/nice.conf').stdout);
    expect(unit).toBe('web.service');
    expect(lines).toContainEqual({ text: 'Nice=5', directive: 'Nice', file: 'web.service.d/nice.conf', line: 2 });
  });

  it('finds a unit by its name below a root', () => {
    cli.write({
      'root/usr/lib/systemd/system/web.service': WEB['web.service'],
      'root/etc/systemd/system/web.service.d/nice.conf': '[Service]\nNice=7\n',
    });
    expect(cli.run('effective', '--root', 'root', 'web.service').stdout).toContain('Nice=7');
    cli.write({ 'root/usr/lib/systemd/system/getty@.service': SERVICE });
    expect(cli.run('effective', '--root', 'root', 'getty@.service').stdout).toContain('ExecStart=/bin/true\n');
    expect(cli.run('effective', '--root', 'root', 'getty@tty1.service').stderr).toContain('Name its template');
    expect(cli.run('effective', '--root', 'root', 'other.service')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'other.service: there is no such file, and no such unit in the load path that was given.\n',
    });
  });

  it.each([
    ['a folder', ['.'], /this is a folder\. Name one unit/],
    ['a name of no unit', ['--root', '.', 'web'], /not the name of a unit/],
    ['a path that is not there', ['./gone.service'], /no such file/],
    ['a file that is no unit', ['./notes.txt'], /neither a unit file/],
    ['two units', ['a.service', 'b.service'], /Name one unit/],
    ['a format of another command', ['--format', 'sarif', 'a.service'], /--format is text or json, not "sarif"/],
  ])('complains about %s', (_what, words, message) => {
    cli.write({ 'notes.txt': '' });
    const { status, stdout, stderr } = cli.run('effective', ...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('graph', () => {
  it('tells what starts a unit, and what it depends on', () => {
    cli.write(WEB);
    const { status, stdout } = cli.run('graph', 'web.service');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^web\.service\n\nStarted by\n {2}web\.socket +which triggers it\n/);
    expect(stdout).toContain('From boot\n  sockets.target > web.socket > web.service\n');
    expect(stdout).toMatch(/ {2}cache\.service +Wants, After \(web\.service:[23]\)\n/);
    expect(stdout).toMatch(/ {2}sysinit\.target +Requires, After \(by default\)\n/);
  });

  it('says where nothing starts it', () => {
    cli.write({ 'lone.service': SERVICE });
    expect(cli.run('graph', 'lone.service').stdout).toContain('Started by\n  no unit that is known\n');
  });

  it('prints what Graphviz and Mermaid draw, whatever the names are', () => {
    cli.write({ ...WEB, 'a\\x22-"b.service': '[Unit]\nWants=web.service\n[Service]\nExecStart=/bin/true\n' });
    const dot = cli.run('graph', '--format', 'dot', 'web.service').stdout;
    expect(dot).toMatch(/^digraph units \{\n/);
    expect(dot).toContain('  "web.socket" -> "web.service" [label="triggers"];\n');
    const mermaid = cli.run('graph', '--format', 'mermaid', 'web.service').stdout;
    expect(mermaid).toMatch(/^flowchart LR\n {2}u0\[\["web\.service"\]\]\n/);
    expect(mermaid).toMatch(/-->\|"triggers"\| u0\n/);
    expect(cli.run('graph', '--format', 'dot', './a\\x22-"b.service').stdout).not.toMatch(/[^\\]"b/);
  });
});

describe('standard input', () => {
  it('is judged as the file that it is said to be, among its neighbours', () => {
    cli.write({ 'web.socket': SOCKET });
    const { status, stdout } = cli.withInput(`${SERVICE}Nope=1\n`).run('check', '--stdin-filename', 'web.service', '-');
    expect(status).toBe(1);
    expect(stdout).toContain('web.service:3:1: ');
    expect(cli.withInput(SOCKET).run('check', '--stdin-filename=web.socket', '-').stdout).toContain('web@.service');
    cli.write({ 'web@.service': '[Service]\nExecStart=/bin/cat\nStandardInput=socket\n' });
    expect(cli.withInput(SOCKET).run('check', '--stdin-filename=web.socket', '-').stdout).not.toContain('web@.service');
  });

  it('is formatted, and printed as it would be written', () => {
    const input = cli.withInput('[Service]\nExecStart = /bin/true \n');
    expect(input.run('format', '--stdin-filename', 'a.service', '-')).toEqual({
      status: 0,
      stdout: SERVICE,
      stderr: '',
    });
    expect(input.run('format', '--check', '--stdin-filename', 'a.service', '-').status).toBe(1);
    expect(cli.withInput(SERVICE).run('format', '--stdin-filename', 'a.service', '-').stdout).toBe(SERVICE);
  });

  it.each([
    ['no name', ['check', '-'], /say with --stdin-filename what file it is/],
    ['a name without "-"', ['check', '--stdin-filename', 'a.service', 'b.service'], /is for the path "-"/],
    ['fixes to be written', ['check', '--fix', '--stdin-filename', 'a.service', '-'], /--diff prints the fixes/],
    ['more to format', ['format', '--stdin-filename', 'a.service', '-', 'b.service'], /takes "-" alone/],
    ['a name of no unit', ['check', '--stdin-filename', 'notes.txt', '-'], /neither a unit file nor a drop-in/],
  ])('complains about %s', (_what, words, message) => {
    const { status, stderr } = cli.withInput(SERVICE).run(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('a root file system', () => {
  it('has all units in its load path checked, and its version', () => {
    cli.write({
      'root/etc/systemd/system/web.service': `${SERVICE}Nope=1\n`,
      'root/usr/lib/systemd/system/web.socket': '[Socket]\nListenStream=1\n',
      'root/usr/share/doc/example.service': `${SERVICE}Other=1\n`,
      'root/usr/lib/systemd/libsystemd-shared-252.so': '',
    });
    const found = cli.json('--root', 'root');
    expect(found.map(({ file, code }) => [file, code])).toEqual([
      [join('root/etc/systemd/system/web.service'), 'unknown-directive'],
    ]);
    const { stderr, stdout } = cli.run(
      'check',
      '--root',
      'root',
      '--systemd-version',
      'installed',
      '--format',
      'sarif',
    );
    expect(stderr).toBe('');
    expect(stdout).not.toContain('no systemd is installed');
    mkdirSync(join(cli.folder, 'empty'));
    expect(cli.run('check', '--root', 'empty', '--systemd-version', 'installed').stderr).toContain(
      'is installed in empty',
    );
    expect(cli.run('check', '--root', 'gone').stderr).toContain('--root gone: this is not a folder.\n');
  });

  it('has programs and accounts looked up in it, and links followed in it', () => {
    const service = (user: string, program: string) => `[Service]\nUser=${user}\nExecStart=${program}\n`;
    cli.write({
      'root/usr/lib/systemd/libsystemd-shared-252.so': '',
      'root/etc/passwd': 'root:x:0:0::/root:/bin/sh\nweb:x:900:900::/:/bin/false\n',
      'root/usr/bin/mawk': '',
      'root/usr/lib/systemd/system/right.service': service('web', '/usr/bin/awk'),
      'root/usr/lib/systemd/system/wrong.service': service('nobody-at-all', '/usr/bin/gone'),
    });
    const link = (target: string, path: string) => {
      mkdirSync(dirname(join(cli.folder, path)), { recursive: true });
      symlinkSync(target, join(cli.folder, path));
    };
    link('/usr/bin/mawk', 'root/etc/alternatives/awk');
    link('/etc/alternatives/awk', 'root/usr/bin/awk');
    link('/usr/lib/systemd/system/right.service', 'root/etc/systemd/system/also.service');
    const { stderr } = cli.run('check', '--root', 'root');
    expect(stderr).not.toContain('also.service');
    expect(cli.json('--root', 'root').map(({ file, code }) => [basename(String(file)), code])).toEqual([
      ['wrong.service', 'account-not-installed'],
      ['wrong.service', 'program-not-installed'],
    ]);
    expect(cli.json('root/usr/lib/systemd/system/wrong.service')).toEqual([]);
  });
});

it('a folder without unit files is told', () => {
  mkdirSync(join(cli.folder, 'empty'));
  expect(cli.run('check', 'empty')).toMatchObject({
    status: 0,
    stderr: 'empty: there is no unit file in this folder, nor below it.\n',
  });
});
