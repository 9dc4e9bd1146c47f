import type { Offer } from '../grammar.ts';
import { type Choice, offersAt, stretchAround } from '../offers.ts';

/** What the options are for: any mount, an empty file system in memory, or a disk image. */
export type MountKind = 'any' | 'tmpfs' | 'image';

/**
 * The mount options that fit into the comma-separated list that the offset is in, without those that it has already. systemd itself hands
 * them on unseen.
 *
 * @param separators What ends an option: the comma, and what goes around the list.
 */
export function mountOptionOffers(value: string, offset: number, kind: MountKind, separators = ','): Offer[] {
  const option = stretchAround(value, offset, separators);
  const list = stretchAround(value, offset, separators.replace(',', ''));
  const others = `${value.slice(list.from, option.from)},${value.slice(option.to, list.to)}`.split(',');
  const choices = OPTIONS.filter(([name, , kinds]) => kinds.includes(kind) && !others.includes(name)).map(
    ([label, detail], rank): Choice => ({ label, detail, rank }),
  );
  return offersAt(option, choices);
}

const DISK: readonly MountKind[] = ['any', 'image'];
const MEMORY: readonly MountKind[] = ['any', 'tmpfs'];
const MOUNT: readonly MountKind[] = ['any'];
const ALL: readonly MountKind[] = ['any', 'tmpfs', 'image'];

const OPTIONS: readonly (readonly [name: string, detail: string, kinds: readonly MountKind[]])[] = [
  ['defaults', 'nothing but the defaults', MOUNT],
  ['ro', 'read-only', ALL],
  ['rw', 'readable and writable', DISK],
  ['noexec', 'nothing in it can be executed', ALL],
  ['nosuid', 'set-user-ID bits have no effect', ALL],
  ['nodev', 'device nodes have no effect', ALL],
  ['noatime', 'the times of access are not kept', DISK],
  ['discard', 'the device is told which blocks are free', DISK],
  ['bind', 'a directory made visible at a second place', MOUNT],
  ['rbind', 'the same with the mounts below it', MOUNT],
  ['size=', 'the most that it may hold: 10%, 64M', MEMORY],
  ['mode=', 'access mode of its root: 0755', MEMORY],
  ['uid=', 'owner of its root', MEMORY],
  ['gid=', 'group of its root', MEMORY],
  ['nofail', 'no error if it is missing', MOUNT],
  ['noauto', 'not mounted by local-fs.target', MOUNT],
  ['_netdev', 'reached over the network', MOUNT],
  ['x-systemd.requires=', 'a unit that the mount needs', MOUNT],
  ['x-systemd.device-timeout=', 'how long to wait for the device', MOUNT],
];
