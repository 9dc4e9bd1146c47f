import type { Disk } from '../disk/disk.ts';

/** A disk on which one file has a text that was read elsewhere, whether it is there or not. */
export function withInput(disk: Disk, path: string, bytes: Uint8Array): Disk {
  return {
    read: (one) => (one === path ? bytes : disk.read(one)),
    list: (folder) => disk.list(folder),
    link: (one) => (one === path ? undefined : disk.link(one)),
    real: (one) => (one === path ? path : disk.real(one)),
    kind: (one) => (one === path ? 'file' : disk.kind(one)),
  };
}
