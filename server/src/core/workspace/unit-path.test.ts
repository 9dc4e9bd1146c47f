import { describe, expect, it } from 'vitest';
import { classifyPath } from './unit-path.ts';

describe('classifyPath', () => {
  it.each<[string, string]>([
    ['/w/foo.service', 'fragment service foo.service'],
    ['/w/foo@bar.socket', 'fragment socket foo@bar.socket'],
    ['/w/foo bar.service', 'fragment service -'],
    ['/w/foo.service.d/10-x.conf', 'drop-in service foo.service'],
    ['/w/foo-.service.d/10-x.conf', 'drop-in service -'],
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
