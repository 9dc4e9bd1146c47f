import { type Message, say } from '../../text/message.ts';
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

const OPTIONS: readonly (readonly [name: string, detail: Message, kinds: readonly MountKind[]])[] = [
  ['defaults', say`nothing but the defaults`, MOUNT],
  ['ro', say`read-only`, ALL],
  ['rw', say`readable and writable`, DISK],
  ['noexec', say`nothing in it can be executed`, ALL],
  ['nosuid', say`set-user-ID bits have no effect`, ALL],
  ['nodev', say`device nodes have no effect`, ALL],
  ['noatime', say`access times are not recorded`, DISK],
  ['discard', say`the device is told about freed blocks`, DISK],
  ['bind', say`a directory made visible at a second path`, MOUNT],
  ['rbind', say`the same, with the mounts below it`, MOUNT],
  ['size=', say`the maximum size: 10%, 64M`, MEMORY],
  ['mode=', say`access mode of its root: 0755`, MEMORY],
  ['uid=', say`owner of its root`, MEMORY],
  ['gid=', say`group of its root`, MEMORY],
  ['nofail', say`no error if it is missing`, MOUNT],
  ['noauto', say`not mounted by local-fs.target`, MOUNT],
  ['_netdev', say`reached over the network`, MOUNT],
  ['x-systemd.requires=', say`a unit that the mount needs`, MOUNT],
  ['x-systemd.device-timeout=', say`how long to wait for the device`, MOUNT],
];
