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
    '../foo.socket',
    '/etc/passwd',
    'foo.socket.d/../../x.conf',
    'foo.socket.d/..',
    'a/b/foo.socket',
    '..',
    'foo.socket.d/.hidden.conf',
    'foo.socket.d/x',
    'passwd',
    'foo bar.socket',
    'foo.socket\n',
    '-rf',
    '',
  ])('refuses %j', (destination) => {
    expect(destinationIn('/etc/systemd/system', destination).kind).toBe('refused');
  });
});
