import { describe, expect, it } from 'vitest';
import { classifyPath } from './unit-path.ts';

describe('classifyPath', () => {
  it.each<[string, string]>([
    ['/w/foo.service', 'fragment service foo.service'],
    ['/w/foo@bar.socket', 'fragment socket foo@bar.socket'],
    ['/w/foo bar.service', 'fragment service -'],
    ['/w/foo.service.d/10-x.conf', 'drop-in service foo.service'],
    ['/w/foo-.service.d/10-x.conf', 'drop-in service -'],
    ['/w/foo-@.service.d/10-x.conf', 'drop-in service -'],
    ['/w/foo-@x.service.d/10-x.conf', 'drop-in service -'],
    ['/w/service.d/10-x.conf', 'drop-in service -'],
    ['/w/foo@.service.d/10-x.conf', 'drop-in service foo@.service'],
    ['/etc/systemd/system/.#foo.service0123456789abcdef', 'fragment service foo.service'],
    ['/etc/systemd/system/foo.service.d/.#override.conf0123456789abcdef', 'drop-in service foo.service'],
    ['/w/foo.conf', 'none'],
    ['/w/foo.service.bak', 'none'],
    ['/w/service', 'none'],
    ['/w/foo.txt', 'none'],
    ['/w/sshd_config.d/x.conf', 'none'],
    ['/w/sockets.target.wants/foo.socket', 'none'],
    ['/usr/share/dbus-1/services/org.example.service', 'none'],
    ['/usr/share/dbus-1/system-services/org.example.service', 'none'],
  ])('%s is %s', (path, expected) => {
    const kind = classifyPath(path);
    expect(kind ? `${kind.kind} ${kind.type} ${kind.name?.full ?? '-'}` : 'none').toBe(expected);
  });
});

it.each([
  ['/w/clamd-socket.d/x.conf', 'socket', 'clamd.socket.d/x.conf'],
  ['/w/clamd_socket.d/x.conf', 'socket', 'clamd.socket.d/x.conf'],
  ['/w/a.sockt.d/x.conf', 'socket', 'a.socket.d/x.conf'],
  ['/w/a.services.d/x.conf', 'service', 'a.service.d/x.conf'],
  ['/w/a.socket.d/override', 'socket', 'a.socket.d/override.conf'],
])('%s is a drop-in by another name', (path, type, misnamed) => {
  expect(classifyPath(path)).toMatchObject({ kind: 'drop-in', type, name: undefined, misnamed });
});

it.each([
  '/etc/conf.d/x.conf',
  '/etc/tmpfiles.d/x.conf',
  '/etc/modprobe.d/x.conf',
  '/etc/NetworkManager/conf.d/x.conf',
  '/etc/sysctl.d/x.conf',
  '/etc/nginx/sites.d/x.conf',
  '/etc/my-app.d/x.conf',
  '/etc/app.config.d/x.conf',
  '/etc/-socket.d/x.conf',
  '/w/a.socket.d/README.md',
])('%s is left to others', (path) => {
  expect(classifyPath(path)).toBeUndefined();
});
