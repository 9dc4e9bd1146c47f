import { describe, expect, it } from 'vitest';
import { destinationIn } from './destination.ts';

describe('destinationIn', () => {
  it.each([
    'foo.socket',
    'foo@.service',
    'foo.socket.d/10 my "own" $x;.conf',
    'service.d/a.conf',
    'foo-.service.d/a.conf',
  ])('places %s', (destination) => {
    const outcome = destinationIn('/etc/systemd/system', destination);
    expect(outcome).toEqual({ kind: 'ok', value: `/etc/systemd/system/${destination}` });
  });

  it.each([
    ...[
      '../foo.socket',
      '/etc/passwd',
      'foo.socket.d/../../x.conf',
      'foo.socket.d/..',
      'a/b/foo.socket',
      '..',
      '../x.conf',
    ],
    ...['/foo.socket', 'foo.socket/..', 'foo.socket.d/10.conf/', 'foo.socket/../bar.socket'],
  ])('refuses %j, which leads elsewhere', (what) => {
    expect(destinationIn('/etc/systemd/system', what)).toEqual({ kind: 'refused', what, why: 'leaves-directory' });
  });

  it.each([
    ...[
      'foo.socket.d/.hidden.conf',
      'foo.socket.d/x',
      'foo.socket.d/',
      'foo.socket.d/a\n.conf',
      'foo.socket.d/a\x7f.conf',
    ],
    ...['foo.socket/10.conf', 'foo.socket.x/10.conf', 'foo.d/10.conf', '.d/10.conf', 'foo bar.socket.d/10.conf'],
    ...['passwd', 'foo bar.socket', 'foo.socket\n', '-rf', '', 'foo.conf', 'foo.socket.d'],
  ])('refuses %j, which systemd would not read', (what) => {
    expect(destinationIn('/etc/systemd/system', what)).toEqual({ kind: 'refused', what, why: 'bad-unit-name' });
  });
});
