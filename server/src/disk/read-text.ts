import type { Disk } from './disk.ts';

/** The text of a file that is no unit; undefined where it cannot be read. */
export function readText(disk: Disk, path: string): string | undefined {
  const bytes = disk.read(path);
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
}
