import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

// The commands about the security of services and about ports.

const cli = commandLine();

const FILES = {
  'web.socket': '[Socket]\nListenStream=80\n',
  'web.service': '[Service]\nExecStart=/usr/bin/web\nDynamicUser=yes\n',
  'web.service.d/net.conf': '[Service]\nPrivateNetwork=no\n',
  'other.socket': '[Socket]\nListenStream=127.0.0.1:80\nAccept=yes\n',
  'log.socket': '[Socket]\nListenDatagram=/run/log.sock\n',
};

describe('security', () => {
  it('says what adds most to the exposure first, what to write, and what the service would not notice', () => {
    cli.write(FILES);
    const { status, stderr, stdout } = cli.run('security', '--systemd-version', '252', 'web.service');
    expect([status, stderr]).toEqual([0, '']);
    const [first, second] = stdout.split('\n');
    expect(first).toMatch(/^web\.service: \d\.\d [A-Z]+$/);
    expect(second).toMatch(/^ {2}0\.5 {2}PrivateNetwork=yes +keeps it from reaching the network of the machine$/);
    expect(stdout).toContain('\n    CapabilityBoundingSet=\n');
  });

  it('prints JSON, with the places of what is written', () => {
    cli.write(FILES);
    const [report, ...more] = JSON.parse(cli.run('security', '--format', 'json', 'web.service').stdout);
    expect(more).toEqual([]);
    expect(report.unit).toBe('web.service');
    expect(report.rows[0]).toMatchObject({ field: 'PrivateNetwork', state: 'open', weight: 2500 });
    expect(report.rows[0].written[0]).toMatchObject({ text: 'PrivateNetwork=no', line: 2 });
  });

  it('goes on after what it cannot assess', () => {
    cli.write(FILES);
    const { status, stderr, stdout } = cli.run('security', 'web.socket', './gone.service', 'web.service');
    expect(status).toBe(2);
    expect(stderr).toContain('web.socket: only a service that systemd would load has an exposure.\n');
    expect(stderr).toContain('./gone.service: there is no such file or folder.\n');
    expect(stdout).toMatch(/^web\.service: /);
    expect(cli.run('security').stderr).toContain('Name at least one service');
  });
});

describe('ports', () => {
  it('lists listeners of a folder with what they start and what clashes, and a free port', () => {
    cli.write(FILES);
    const { status, stdout } = cli.run('ports');
    expect(status).toBe(0);
    const [head, ...lines] = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(head?.slice(0, 3)).toEqual(['Port', 'Address', 'Kind']);
    expect(lines.slice(0, 3)).toEqual([
      [
        'TCP 80',
        '127.0.0.1:80',
        'stream',
        'this machine',
        'privileged',
        'other.socket',
        'an instance of other@.service',
        'with web.socket: the second to start fails',
        './other.socket:2',
      ],
      [
        'TCP 80',
        '80',
        'stream',
        'every network',
        'privileged',
        'web.socket',
        'web.service',
        'with other.socket: the second to start fails',
        './web.socket:2',
      ],
      ['', '/run/log.sock', 'datagram', 'no network', 'log.socket', 'log.service', './log.socket:2'],
    ]);
    expect(stdout).toMatch(/\nFree: port 8080\n$/);
  });

  it('lists those of a file alone, which clash with its neighbours all the same', () => {
    cli.write(FILES);
    const { listeners } = JSON.parse(cli.run('ports', '--format', 'json', 'web.socket').stdout);
    expect(listeners).toMatchObject([{ unit: 'web.socket', port: 80, clash: { unit: 'other.socket' } }]);
  });

  it('lists those of a root file system', () => {
    cli.write({ 'root/usr/lib/systemd/system/a.socket': '[Socket]\nListenStream=81\n', ...FILES });
    const { listeners } = JSON.parse(cli.run('ports', '--root', 'root', '--format', 'json').stdout);
    expect(listeners.map(({ unit }: { unit: string }) => unit)).toEqual(['a.socket']);
  });

  it.each([
    ['csv', /^Port,Address,Kind,/],
    ['markdown', /^\| Port \| Address \| Kind \|/],
  ])('prints %s', (format, start) => {
    cli.write(FILES);
    const { stdout } = cli.run('ports', '--format', format);
    expect(stdout).toMatch(start);
    expect(stdout).toContain('other.socket');
  });

  it('shows nothing that could deceive a terminal', () => {
    cli.write({ 'a.socket': '[Socket]\nListenStream=@a\\x1b[2J\u001b[2Jb\n' });
    expect(cli.run('ports').stdout).not.toContain('\u001b');
  });

  it('says that there is none', () => {
    cli.write({ 'a.service': '[Service]\nExecStart=/bin/true\n' });
    expect(cli.run('ports').stdout).toMatch(/^No socket listens anywhere\.\n/);
  });
});
