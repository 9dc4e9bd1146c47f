import { describe, expect, it } from 'vitest';
import { planFor } from './plan-for-tests.ts';

/** How a socket is tried whose service has some lines. */
function tried(socket: string, service: string | undefined, accept = false) {
  const units = {
    'a.socket': `[Socket]\n${socket}\nAccept=${accept ? 'yes' : 'no'}\n`,
    ...(service !== undefined && { [accept ? 'a@.service' : 'a.service']: `[Service]\n${service}\n` }),
  };
  return planFor(units).dryRun;
}

/** The command line that is run on activation. */
function command(service: string, accept = false): readonly string[] {
  const made = tried('ListenStream=9999', service, accept);
  return made.kind === 'command' ? made.argv.slice(made.argv.indexOf('--') + 1) : [made.kind];
}

describe('a dry run', () => {
  it('gives a connection as standard input for Accept=yes with StandardInput=socket', () => {
    const lines = 'ExecStart=-/usr/bin/python3 %h/web.py\nStandardInput=socket\nEnvironment=A=1 "B=x y"';
    expect(tried('ListenStream=9999', lines, true)).toEqual({
      kind: 'command',
      argv: [
        ...['systemd-socket-activate', '--listen', '9999', '--accept', '--inetd'],
        ...['--setenv', 'A=1', '--setenv', 'B=x y', '--', '/usr/bin/python3', '/home/me/web.py'],
      ],
      loopback: {
        argv: expect.arrayContaining(['127.0.0.1:9999', '/home/me/web.py']),
        listeners: [expect.objectContaining({ value: '127.0.0.1:9999', kind: 'stream' })],
      },
      folder: '/home/me',
      endsOnce: false,
    });
  });

  it.each([
    ['ListenStream=80', ['127.0.0.1:80']],
    ['ListenStream=0.0.0.0:80', ['127.0.0.1:80']],
    ['ListenStream=[::]:80', ['[::1]:80']],
    ['ListenStream=192.168.1.5:80', ['127.0.0.1:80']],
    ['ListenStream=[2001:db8::1]:80', ['[::1]:80']],
    ['ListenDatagram=53', ['127.0.0.1:53']],
    ['ListenStream=/run/x\nListenStream=80', ['/run/x', '127.0.0.1:80']],
    ['ListenStream=10.0.0.1:80\nListenStream=10.0.0.2:80', ['127.0.0.1:80', '127.0.0.2:80']],
    ['ListenStream=127.0.0.5:80', undefined],
    ['ListenStream=[::1]:80', undefined],
    ['ListenStream=/run/x\nListenStream=@y', undefined],
  ])('of %j listens on loopback as %j', (lines, addresses) => {
    const made = tried(lines, 'ExecStart=/srv/app');
    const argv = made.kind === 'command' ? made.loopback?.argv : [];
    expect(argv?.filter((_, index) => argv[index - 1] === '--listen')).toEqual(addresses);
    expect(made.kind === 'command' && made.loopback?.listeners.map(({ value }) => value)).toEqual(addresses);
  });

  it('passes descriptors otherwise, under the names of the socket', () => {
    const socket = 'ListenDatagram=%t/%N.sock\nListenDatagram=1\nFileDescriptorName=%p-in';
    expect(tried(socket, 'ExecStart=/srv/app')).toMatchObject({
      argv: [
        ...['systemd-socket-activate', '--listen', '/run/user/1000/a.sock', '--listen', '1', '--datagram'],
        ...['--fdname', 'a-in', '--fdname', 'a-in', '--', '/srv/app'],
      ],
      endsOnce: true,
    });
  });

  it.each([
    ['', false, ['--fdname', 'a.socket']],
    ['FileDescriptorName=web', false, ['--fdname', 'web']],
    ['ListenStream=10', false, ['--fdname', 'a.socket', '--fdname', 'a.socket']],
    ['FileDescriptorName=web', true, ['--fdname', 'connection']],
  ])('with %j and Accept= %s descriptors are called as the manager calls them', (line, accept, names) => {
    const made = tried(`ListenStream=9\n${line}`, 'ExecStart=/srv/app', accept);
    expect(made.kind === 'command' && made.argv.slice(made.argv.indexOf('--fdname'), -2)).toEqual(names);
  });

  it.each([
    ['', '/home/me'],
    ['WorkingDirectory=~', '/home/me'],
    ['WorkingDirectory=/srv', '/srv'],
    ['WorkingDirectory=-%S/x', '/home/me/.local/state/x'],
  ])('with %j it is made in %s', (line, folder) => {
    expect(tried('ListenStream=1', `ExecStart=/bin/cat\n${line}`)).toMatchObject({ folder });
  });

  it('has the environment that is in force, in the command too', () => {
    const lines = [
      'ExecStart=/bin/x $WORDS ${WORDS} $HOME $GONE $$A',
      'Environment=LOST=1',
      'Environment=',
      'Environment="WORDS=1 2" KEPT=%u GONE=1 SAME=a bad-word',
      'UnsetEnvironment=GONE SAME=b',
    ];
    const made = tried('ListenStream=1', lines.join('\n'));
    expect(made.kind === 'command' && made.argv.slice(made.argv.indexOf('--setenv'))).toEqual([
      ...['--setenv', 'WORDS=1 2', '--setenv', 'KEPT=me', '--setenv', 'SAME=a', '--'],
      ...['/bin/x', '1', '2', '1 2', '/home/me', '$A'],
    ]);
  });

  it.each([
    [':/bin/x $A ${A}', ['/bin/x', '$A', '${A}']],
    ['@/bin/x name arg', ['/bin/x', 'arg']],
    ['/bin/x one ; /bin/y', ['/bin/x', 'one']],
    ['/bin/%p "a b" \\x41 %H %b %%', ['/bin/a', 'a b', 'A', 'box', '%b', '%']],
  ])('%s runs %j', (line, argv) => expect(command(`ExecStart=${line}`)).toEqual(argv));

  it('is the first instance of a template', () => {
    expect(command('ExecStart=/bin/x %i %n', true)).toEqual(['/bin/x', '0', 'a@0.service']);
  });

  it('says what cannot be tried', () => {
    expect(tried('ListenStream=1', undefined)).toEqual({ kind: 'no-service' });
    expect(tried('ListenStream=1', 'ExecStop=/bin/true')).toEqual({ kind: 'no-exec' });
    expect(tried('ListenFIFO=/run/x', 'ExecStart=/x')).toEqual({ kind: 'listener', value: '/run/x' });
    expect(tried('ListenStream=1\nListenDatagram=2', 'ExecStart=/x')).toEqual({ kind: 'listener', value: '2' });
  });
});
