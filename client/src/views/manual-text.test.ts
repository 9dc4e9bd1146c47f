import { expect, it } from 'vitest';
import { isManual, lineOfDirective, plainManual, readReference, referencesIn } from './manual-text.ts';

// As man lays systemd.socket(5) out, shortened.
const PAGE = `SYSTEMD.SOCKET(5)              systemd.socket              SYSTEMD.SOCKET(5)

NAME
       systemd.socket - Socket unit configuration

OPTIONS
       The setting of the Accept= option matters.

       ListenStream=, ListenDatagram=, ListenSequentialPacket=
           Specifies an address.

       LoadCredential=ID[:PATH], SetCredential=ID:VALUE
           Use IODeviceWeight= for something else.

       IODeviceWeight=device weight
           Takes two arguments.

       Accept=
           Takes a boolean argument. Setting Accept=yes is
           mostly useful for others.
`;

it.each([
  ['Accept', '       Accept='],
  ['ListenStream', '       ListenStream=, ListenDatagram=, ListenSequentialPacket='],
  ['LoadCredential', '       LoadCredential=ID[:PATH], SetCredential=ID:VALUE'],
  ['SetCredential', '       LoadCredential=ID[:PATH], SetCredential=ID:VALUE'],
  ['IODeviceWeight', '       IODeviceWeight=device weight'],
  ['ListenSequentialPacket', '       ListenStream=, ListenDatagram=, ListenSequentialPacket='],
])('finds where %s is explained', (directive, expected) => {
  expect(PAGE.split('\n')[lineOfDirective(PAGE, directive)!]).toBe(expected);
});

it('finds nothing of what is not there', () => expect(lineOfDirective(PAGE, 'Backlog')).toBeUndefined());

it('keeps the text alone', () => {
  const terminal = 'N\bNA\bAM\bME\bE\n  \x1b[1mbold\x1b[0m \x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\\n';
  expect(plainManual(terminal)).toBe('NAME\n  bold link\n');
});

it('tells a page from the notice that there are none', () => {
  expect(isManual(PAGE)).toBe(true);
  expect(isManual('This system has been minimized by removing packages and content that are\nnot required.\n')).toBe(
    false,
  );
});

it('finds what a page refers to', () => {
  const found = referencesIn('See systemd.exec(5) and sd_listen_fds(3), not f(x) or  -rf(8). SYSTEMD.SOCKET(5)');
  expect(found.map(({ page, section }) => `${page} ${section}`)).toEqual(['systemd.exec 5', 'sd_listen_fds 3']);
});

it('takes a name for a reference only if it is nothing else', () => {
  expect(readReference('systemd.exec(5)')).toMatchObject({ page: 'systemd.exec', section: '5' });
  for (const other of ['file:///w/a(5).service', '--help(1)', 'a(5) b(5)', undefined, 5]) {
    expect(readReference(other)).toBeUndefined();
  }
});
