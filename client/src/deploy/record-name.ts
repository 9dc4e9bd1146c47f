import { createHash } from 'node:crypto';

/** The name, without an ending, of a file about one unit on one target, whatever the names of these. */
export function recordName(target: string, unit: string): string {
  const name = encodeURIComponent(`${target} ${unit}`);
  // A name has 255 bytes at most, of which a draft's ending takes some.
  return name.length <= 200 ? name : createHash('sha256').update(name).digest('hex');
}
