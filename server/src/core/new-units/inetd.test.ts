import { describe, expect, it } from 'vitest';
import { diagnose } from '../findings/run.ts';
import { english } from '../text/message.ts';
import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { convertInetd } from './inetd.ts';

/** The lines of the units that an entry becomes, by file name, without comments, headers and descriptions. */
function linesOf(text: string): Readonly<Record<string, readonly string[]>> {
  const [only, ...more] = convertInetd(text, '/srv/units', 'system');
  expect(more).toEqual([]);
  if (only?.kind !== 'units') throw new Error(only ? english(only.because) : 'nothing was found');
  return Object.fromEntries(
    only.files.map(({ path, text: unit }) => [
      path.replace('/srv/units/', ''),
      english(unit)
        .split('\n')
        .filter((line) => /^(?!Description|StandardError|CollectMode|WantedBy|Requires|After)\w/.test(line)),
    ]),
  );
}

const INETD = `
# a comment with more than six words in one line
telnet  stream  tcp     nowait  root            /usr/sbin/tcpd          /usr/sbin/in.telnetd -h
tftp    dgram   udp     wait    nobody.nogroup  /usr/sbin/in.tftpd      in.tftpd /srv/tftp
`;

describe('inetd.conf', () => {
  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    [
      'git stream tcp nowait.60 git /usr/bin/git git daemon --inetd',
      {
        'git.socket': ['ListenStream=0.0.0.0:9418', 'Accept=yes', 'TriggerLimitIntervalSec=60', 'TriggerLimitBurst=60'],
        'git@.service': ['ExecStart=/usr/bin/git daemon --inetd', 'StandardInput=socket', 'User=git'],
      },
    ],
    [
      'tftp dgram udp wait nobody.nogroup /usr/sbin/in.tftpd in.tftpd /srv/tftp',
      {
        'tftp.socket': ['ListenDatagram=0.0.0.0:69'],
        'tftp.service': ['ExecStart=/usr/sbin/in.tftpd /srv/tftp', 'StandardInput=socket', 'DynamicUser=yes'],
      },
    ],
    [
      '127.0.0.1:9100 stream tcp nowait root /bin/date date +%s',
      {
        '9100.socket': ['ListenStream=127.0.0.1:9100', 'Accept=yes'],
        '9100@.service': ['ExecStart=/bin/date +%%s', 'StandardInput=socket'],
      },
    ],
    [
      'finger stream tcp6 wait root /usr/sbin/in.fingerd in.fingerd',
      {
        'finger.socket': ['ListenStream=[::]:79', 'BindIPv6Only=ipv6-only'],
        'finger.service': ['ExecStart=/usr/sbin/in.fingerd', 'StandardInput=socket'],
      },
    ],
  ])('%s', (line, units) => expect(linesOf(line)).toEqual(units));

  it('runs what tcpd ran, and says what is lost with it', () => {
    const [telnet, tftp] = convertInetd(INETD, '/srv/units', 'system');
    expect([telnet?.title, tftp?.title]).toEqual(['telnet stream tcp', 'tftp dgram udp']);
    const text = telnet?.kind === 'units' ? telnet.files.map((file) => english(file.text)).join('') : '';
    expect(text).toContain('ExecStart=/usr/sbin/in.telnetd -h\n');
    expect(text).toContain('hosts.allow');
  });
});

describe('xinetd', () => {
  const block = (lines: string) =>
    `service rsync\n{\n\tsocket_type = stream\n\twait = no\n\tserver = /usr/bin/rsync\n${lines}}\n`;

  it('becomes units with the limits that it had', () => {
    const lines = linesOf(
      block(`\tuser = nobody\n\tserver_args = --daemon
\tinstances = 10\n\tper_source = 2\n\tcps = 25 30\n\tonly_from = 192.0.2.0/24\n\tonly_from += 127.0.0.1
\tflags = IPv4 KEEPALIVE\n\tnice = 5\n\tumask = 022\n\tdisable = no\n`),
    );
    expect(lines).toEqual({
      'rsync.socket': [
        'ListenStream=0.0.0.0:873',
        'Accept=yes',
        ...['TriggerLimitIntervalSec=30', 'TriggerLimitBurst=25', 'MaxConnections=10', 'MaxConnectionsPerSource=2'],
        ...['KeepAlive=yes', 'IPAddressAllow=192.0.2.0/24 127.0.0.1', 'IPAddressDeny=any'],
      ],
      'rsync@.service': [
        ...['ExecStart=/usr/bin/rsync --daemon', 'StandardInput=socket', 'DynamicUser=yes', 'Nice=5', 'UMask=0022'],
      ],
    });
  });

  it('tells in a comment what has no equal', () => {
    const [one] = convertInetd(block('\taccess_times = 08:00-17:00\n\tdisable = yes\n'), '/srv/units', 'system');
    const text = one?.kind === 'units' ? english(one.files[0]!.text) : '';
    expect(text).toContain('# xinetd had it disabled.\n# xinetd had access_times = 08:00-17:00, which has no equal.\n');
  });
});

it.each([
  ['time stream tcp nowait root internal', 'time is done by inetd itself'],
  ['x stream tcp nowait root internal a', 'x is done by inetd itself'],
  ['gadget stream tcp nowait root /usr/bin/gadget gadget', 'The port of gadget is not known'],
  ['ftp seqpacket tcp nowait root /usr/bin/x x', 'Sockets of the type seqpacket'],
  ['mountd/1 dgram rpc/udp wait root /usr/sbin/mountd mountd', 'rpcbind'],
  ['ftp stream tcp nowait root ftpd ftpd', 'runs no program by its path'],
  ['ftp stream tcp nowait a;b /usr/bin/x x', 'is no account'],
  ['service http\n{\nredirect = 192.0.2.1 80\n}', 'systemd-socket-proxyd'],
  ['service http\n{\nsocket_type = stream\n}', 'has no server'],
  ['service http\n{\ntype = INTERNAL\n}', 'is done by xinetd itself'],
])('%j: why it becomes nothing', (text, because) => {
  const converted = convertInetd(text, '/srv/units', 'system');
  expect(converted.map((one) => one.kind === 'not' && english(one.because))).toEqual([
    expect.stringContaining(because),
  ]);
});

it('nothing is found in what entries become, in any version', () => {
  const texts = [
    INETD,
    'service nrpe\n{\nserver = /usr/bin/nrpe\ncps = 5 10\nonly_from = localhost\nuser = nagios\n}\n',
  ];
  const files = texts.flatMap((text) =>
    convertInetd(text, '/srv/units', 'system').flatMap((one) => (one.kind === 'units' ? one.files : [])),
  );
  expect(files).toHaveLength(6);
  const found = [252, 262].flatMap((version) => {
    const host = createHost({ ...DEFAULT_SETTINGS, version, manager: 'system', loadPath: [] });
    host.apply(files.map(({ path, text }) => ({ path, layer: 'disk', text: english(text) })));
    const snapshot = host.snapshot();
    return files.flatMap(({ path }) =>
      diagnose(snapshot, snapshot.file(path)!).map(({ code }) => `${version} ${path} ${code}`),
    );
  });
  expect(found).toEqual([]);
});

it('no text becomes lines of its own', () => {
  const hostile =
    'a stream tcp nowait u /bin/x x "b\\" %n $y;z\u0000\nservice b\n{\nserver=/x\nport = 1\nbanner = \u001b[0m\n}\n';
  for (const one of convertInetd(hostile, '/w', 'system')) {
    if (one.kind === 'units')
      expect(one.files.map(({ text }) => english(text)).join('')).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  }
});

it('names no account for a user manager, which has one for all', () => {
  const entries = 'ftp stream tcp nowait nobody /bin/a a\nftp stream tcp nowait ftp.ftp /bin/a a\n';
  const texts = convertInetd(entries, '/w', 'user').flatMap((one) => (one.kind === 'units' ? one.files : []));
  expect(texts.map(({ text }) => english(text)).join('\n')).not.toMatch(/^(?:User|Group|DynamicUser)=/m);
  expect(english(texts[3]!.text)).toContain('# inetd ran it as ftp. A user manager runs all its services');
});
