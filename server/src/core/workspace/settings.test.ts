import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, managerOf, managerOfFolder } from './settings.ts';

test.each([
  ['/home/me/.config/systemd/user/a.service', 'user'],
  ['/etc/systemd/user/a.socket', 'user'],
  ['/w/root/usr/lib/systemd/user/a.socket.d/b.conf', 'user'],
  ['/etc/systemd/user.control/a.service', 'user'],
  ['/w/units/user/a.service', 'user'],
  ['/w/systemd-user/a.service', 'user'],
  ['/etc/systemd/system/a.service', 'system'],
  ['/w/systemd-units/system/a.service.d/b.conf', 'system'],
  ['/w/units/a.service', undefined],
  ['/home/user/a.service', undefined],
  ['/w/services/user/user.service', undefined],
  ['/w/systemd/a.service', undefined],
  ['/w/systemd/user-manager/a.service', undefined],
  ['/w/systemd/user.service', undefined],
])('%s is for the manager of %s', (path, manager) => {
  expect(managerOfFolder(path)).toBe(manager);
  expect(managerOf(path, { ...DEFAULT_SETTINGS, manager: 'user' })).toBe(manager ?? 'user');
});
