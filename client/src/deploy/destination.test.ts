import { describe, expect, it } from 'vitest';
import { ok } from '../manager/outcome.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import { machineInMemory } from '../manager/targets/in-memory/target.ts';
import { destinationIn, missingFolders, resolveFolder } from './destination.ts';

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

describe('the folder of a path', () => {
  const machine = () => machineInMemory({ directory: '/etc/systemd/system', files: { '/opt/there/x': '' } });

  it('may be anywhere for a program, and is missing from the first that is not there', async () => {
    const { target } = machine();
    expect(await missingFolders(target, '/etc/systemd/system', '/opt/there/y')).toEqual(ok([]));
    expect(await missingFolders(target, '/etc/systemd/system', '/opt/there/a/b/y')).toEqual(
      ok(['/opt/there/a', '/opt/there/a/b']),
    );
    expect(await resolveFolder(target, '/etc/systemd/system', '/opt/there/y')).toEqual(ok('/opt/there'));
  });

  it.each([1, 2])('cannot be told where look %i fails, which is passed on', async (nth) => {
    const { target, ...one } = machine();
    one.files.makeFolder('/etc/systemd/system/a.socket.d');
    one.break(fails(nth));
    expect(await resolveFolder(target, '/etc/systemd/system', '/etc/systemd/system/a.socket.d/10.conf')).toEqual({
      kind: 'file',
      operation: 'read',
      path: nth === 1 ? '/etc/systemd/system/a.socket.d' : '/etc/systemd/system',
      code: 'EIO',
    });
  });
});
