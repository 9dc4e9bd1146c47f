import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import { isBelow, simplifyPath } from '../../values/paths/paths.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { pathInName } from '../../workspace/path-in-name.ts';
import { unescapePath } from '../../workspace/path-names.ts';

/** src/core/mount.c, mount_verify; src/shared/mount-setup.c, mount_point_is_api and mount_point_ignore. */
export const rule: UnitRule = {
  code: 'kernel-mount-point',
  effect: 'refuse',
  scope: 'unit',
  types: ['mount'],
  *check(unit, { version }) {
    const item = setting(unit, 'Mount', 'Where');
    const written = item ? pathInName(item, unit.name.prefix, 'mount').path : unescapePath(unit.name.prefix);
    if (written === undefined) return;
    const path = simplifyPath(written, version);
    const message = refusal(path, version, unit.manager);
    if (!message) return;
    yield {
      ...(item ? itemPlace(item) : unitPlace(unit, 'Mount')!),
      message,
    };
  },
};

function refusal(path: string, version: number, manager: 'system' | 'user'): Message | undefined {
  if (API.has(path) || isBelow(path, '/sys/fs/cgroup'))
    return say`${path} is a kernel file system, which systemd mounts itself. systemd refuses the unit. Choose another mount point.`;
  if (path === '/run/lock' && version < LOCK_UNIT_ALLOWED)
    return say`systemd mounts ${path} itself. systemd refuses the unit. Choose another mount point.`;
  if (LEFT_ALONE.has(path) || isBelow(path, '/run/host'))
    return say`${path} cannot be a mount unit: systemd leaves this mount point to others. systemd refuses the unit. Choose another mount point.`;
  if (version >= CREDENTIALS_CHECKED && manager === 'system' && isBelow(path, '/run/credentials')) {
    return say`systemd mounts the credentials of services below ${path}. systemd refuses the unit. Choose another mount point.`;
  }
  return undefined;
}

const API: ReadonlySet<string> = new Set([
  '/proc',
  '/sys',
  '/dev',
  '/sys/kernel/security',
  '/sys/fs/smackfs',
  '/dev/shm',
  '/dev/pts',
  '/run',
  '/sys/fs/pstore',
  '/sys/firmware/efi/efivars',
  '/sys/fs/bpf',
]);

const LEFT_ALONE: ReadonlySet<string> = new Set([
  '/sys/fs/selinux',
  '/dev/console',
  '/proc/kmsg',
  '/proc/sys',
  '/proc/sys/kernel/random/boot_id',
]);

/** Debian's systemd mounted /run/lock itself up to 254. */
const LOCK_UNIT_ALLOWED = 255;
const CREDENTIALS_CHECKED = 257;
