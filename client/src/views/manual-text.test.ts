import { expect, it } from 'vitest';
import { isManual, lineOfDirective, plainManual } from './manual-text.ts';

// As man lays systemd.socket(5) out, shortened.
const PAGE = `SYSTEMD.SOCKET(5)              systemd.socket              SYSTEMD.SOCKET(5)

NAME
       systemd.socket - Socket unit configuration

OPTIONS
       The setting of the Accept= option matters.

       ListenStream=, ListenDatagram=, ListenSequentialPacket=
           Specifies an address.

       Accept=
           Takes a boolean argument. Setting Accept=yes is
           mostly useful for others.
`;

it.each([
  ['Accept', '       Accept='],
  ['ListenStream', '       ListenStream=, ListenDatagram=, ListenSequentialPacket='],
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
