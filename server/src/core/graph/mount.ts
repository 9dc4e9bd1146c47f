import type { EffectiveUnit, Item } from '../workspace/effective-unit.ts';
import { escapePath, unescapePath } from '../workspace/path-names.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, type DependencyType, dependOn } from './dependency.ts';
import { type MountsFor, requiredMounts } from './parts.ts';
import { hasDefaultDependencies, PERPETUAL, text } from './texts.ts';

/** src/core/mount.c: mount_add_device_dependencies, mount_add_quota_dependencies, mount_add_default_dependencies. */
export function* mountDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  const mount = parametersOf(unit, about.version);
  if (!mount) return;
  const { where, source, options } = mount;
  const device = source?.text;
  if (device !== undefined && isDevice(device) && !isBind(mount) && !NO_DEVICES.has(device) && where !== '/') {
    const isBound = options.has('x-systemd.device-bound');
    yield* deviceDependencies(device, isBound ? 'BindsTo' : 'Requires', about, source);
    if (!isBound && about.version >= STOP_PROPAGATED_SINCE && about.devices) {
      // In a user manager what is asked of a device is only wanted (src/core/unit.c, unit_add_node_dependency).
      const type = about.manager === 'system' ? 'StopPropagatedFrom' : 'Wants';
      yield* dependOn(`${escapePath(device, about.version)}.device`, [type], 'implicit', source);
    }
  }
  if (about.manager === 'system' && about.version < QUOTA_UNTIL && needsQuota(mount)) {
    for (const service of ['systemd-quotacheck.service', 'quotaon.service'])
      yield* dependOn(service, ['Before', 'Wants'], 'implicit');
  }
  if (hasDefaultDependencies(unit) && !isExtrinsic(mount, about)) yield* defaultDependencies(mount);
}

/** mount_add_default_ordering_dependencies and mount_add_default_network_dependencies. */
function* defaultDependencies(mount: MountParameters): Iterable<Dependency> {
  const network = isNetwork(mount);
  const kind = network ? 'remote' : 'local';
  if (!isNofail(mount)) yield* dependOn(`${kind}-fs.target`, ['Before'], 'default');
  yield* dependOn(`${kind}-fs-pre.target`, ['After'], 'default');
  yield* dependOn('umount.target', ['Before', 'Conflicts'], 'default');
  if (mount.type === 'tmpfs') yield* dependOn('swap.target', ['After'], 'default');
  if (!network) return;
  yield* dependOn('network.target', ['After'], 'default');
  yield* dependOn('network-online.target', ['Wants', 'After'], 'default');
}

/** The folder above, and a source that is a path of this machine (src/core/mount.c, mount_add_mount_dependencies). */
export function* mountMounts(unit: EffectiveUnit, about: Circumstances): Iterable<MountsFor> {
  const mount = parametersOf(unit, about.version);
  if (!mount) return;
  const { where, source, options } = mount;
  if (where !== '/') yield requiredMounts(parentOf(where));
  if (!source?.text.startsWith('/')) return;
  if (isBind(mount) || options.has('loop') || !isNetwork(mount)) yield requiredMounts(source.text, source);
}

/** src/core/automount.c: automount_add_default_dependencies. */
export function* automountDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  if (!hasDefaultDependencies(unit) || about.manager !== 'system') return;
  yield* dependOn('local-fs.target', ['Before'], 'default');
  yield* dependOn('local-fs-pre.target', ['After'], 'default');
  yield* dependOn('umount.target', ['Before', 'Conflicts'], 'default');
}

/** src/core/automount.c: automount_add_mount_dependencies. */
export function* automountMounts(unit: EffectiveUnit): Iterable<MountsFor> {
  const where = placeOf(unit);
  if (where !== undefined) yield requiredMounts(parentOf(where));
}

/** src/core/swap.c: swap_add_device_dependencies, swap_add_default_dependencies. */
export function* swapDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  const source = swapSource(unit, about.version);
  if (source && isDevice(source.path)) yield* deviceDependencies(source.path, 'Requires', about, source.item);
  else if (source) yield* dependOn('systemd-remount-fs.service', ['After'], 'implicit', source.item);
  if (!hasDefaultDependencies(unit) || about.manager !== 'system' || about.container) return;
  yield* dependOn('swap.target', ['Before'], 'default');
  yield* dependOn('umount.target', ['Before', 'Conflicts'], 'default');
}

export function* swapMounts(unit: EffectiveUnit, about: Circumstances): Iterable<MountsFor> {
  const source = swapSource(unit, about.version);
  if (source?.path.startsWith('/')) yield requiredMounts(source.path, source.item);
}

/** The path that the unit is named after. Where= or What= says the same, or the unit is refused (src/core/mount.c, mount_verify). */
function placeOf(unit: EffectiveUnit): string | undefined {
  return unescapePath(unit.name.prefix);
}

function swapSource(unit: EffectiveUnit, version: number): { path: string; item: Item | undefined } | undefined {
  const item = text(unit, 'Swap', 'What');
  const path = placeOf(unit) ?? (item && nodeOf(item.text, version));
  return path === undefined ? undefined : { path, item };
}

/** Whether a mount is none of those that systemd starts and stops with the system (mount_is_extrinsic; fstab_is_extrinsic). */
export function isExtrinsicMount(unit: EffectiveUnit, about: Circumstances): boolean {
  if (PERPETUAL.has(unit.name.full)) return true;
  const mount = parametersOf(unit, about.version);
  return mount === undefined || isExtrinsic(mount, about);
}

function isExtrinsic({ where, options }: MountParameters, { manager, version }: Circumstances): boolean {
  if (manager === 'user') return true;
  if (['/', '/usr', '/etc'].includes(where) || options.has('x-initrd.mount')) return true;
  const virtual = version >= NEXT_ROOT_SINCE ? [...VIRTUAL, '/run/nextroot'] : VIRTUAL;
  return virtual.some((path) => where === path || where.startsWith(`${path}/`));
}

/** What a mount unit says, as far as its dependencies depend on it. */
interface MountParameters {
  readonly where: string;
  readonly source: { readonly text: string; readonly entry: Item['entry'] } | undefined;
  readonly type: string | undefined;
  /** With the values of options that have one, `uid=0`. */
  readonly options: ReadonlySet<string>;
  readonly optionList: readonly string[];
}

function parametersOf(unit: EffectiveUnit, version: number): MountParameters | undefined {
  const where = placeOf(unit);
  if (where === undefined) return undefined;
  const what = text(unit, 'Mount', 'What');
  const optionList = (text(unit, 'Mount', 'Options')?.text ?? '').split(',');
  return {
    where,
    source: what && { ...what, text: nodeOf(what.text, version) },
    type: text(unit, 'Mount', 'Type')?.text,
    options: new Set(optionList),
    optionList,
  };
}

/** The node of a device that is named by a tag (src/shared/fstab-util.c, fstab_node_to_udev_node). */
function nodeOf(what: string, version: number): string {
  const tag = /^(LABEL|UUID|PARTUUID|PARTLABEL)=(.*)$/s.exec(what);
  if (!tag || version < NODES_SINCE) return what;
  return `/dev/disk/by-${tag[1]!.toLowerCase()}/${tag[2]!.replace(/^(["'])(.*)\1$/s, '$2')}`;
}

function* deviceDependencies(
  path: string,
  type: DependencyType,
  about: Circumstances,
  item: Item | undefined,
): Iterable<Dependency> {
  const name = about.devices ? escapePath(path, about.version) : undefined;
  if (name === undefined) return;
  yield* dependOn(`${name}.device`, ['After', about.manager === 'system' ? type : 'Wants'], 'implicit', item);
  if (path.startsWith('/dev/')) yield* dependOn(`blockdev@${name}.target`, ['After'], 'implicit', item);
}

function isDevice(path: string): boolean {
  return /^\/(dev|sys)\/./.test(path);
}

function isBind({ options, type }: MountParameters): boolean {
  return options.has('bind') || options.has('rbind') || type === 'bind' || type === 'rbind';
}

function isNetwork({ options, type }: MountParameters): boolean {
  if (options.has('_netdev')) return true;
  return type !== undefined && NETWORK_TYPES.has(type.replace(/^fuse\./, ''));
}

function isNofail({ optionList }: MountParameters): boolean {
  return optionList.findLast((option) => option === 'nofail' || option === 'fail') === 'nofail';
}

function needsQuota(mount: MountParameters): boolean {
  if (mount.type !== undefined && !QUOTA_TYPES.has(mount.type)) return false;
  return !isBind(mount) && mount.optionList.some((option) => QUOTA_OPTIONS.has(option.split('=', 1)[0]!));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

const NO_DEVICES: ReadonlySet<string> = new Set(['/dev/root', '/dev/nfs']);
const VIRTUAL = ['/run/initramfs', '/proc', '/sys', '/dev'];
/** src/basic/filesystems-gperf.gperf, @network; src/basic/mountpoint-util.c, fstype_is_network. */
const NETWORK_TYPES: ReadonlySet<string> = new Set(
  'afs ceph cifs gfs gfs2 ncp ncpfs nfs nfs4 ocfs2 orangefs pvfs2 smb3 smbfs davfs glusterfs lustre sshfs'.split(' '),
);
const QUOTA_TYPES: ReadonlySet<string> = new Set('ext2 ext3 ext4 reiserfs jfs f2fs'.split(' '));
const QUOTA_OPTIONS: ReadonlySet<string> = new Set('usrquota grpquota quota usrjquota grpjquota'.split(' '));
const STOP_PROPAGATED_SINCE = 249;
const NODES_SINCE = 255;
const NEXT_ROOT_SINCE = 255;
/** From this version on quota is up to the generator for /etc/fstab. */
const QUOTA_UNTIL = 256;
