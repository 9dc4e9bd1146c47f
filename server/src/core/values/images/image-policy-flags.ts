import { type Message, say } from '../../text/message.ts';
import type { ValueContext } from '../grammar.ts';

/** What an image policy may say of a partition, in the version judged for (src/shared/image-policy.c, policy_flag_from_string_one). */
export function imagePolicyFlags(at: ValueContext): readonly string[] {
  return FLAGS.filter(([, since]) => since <= at.version).map(([name]) => name);
}

/** What it means, as a sentence. */
export function describeFlag(name: string): Message {
  const note = FLAGS.find(([flag]) => flag === name)?.[2];
  return note ?? say`The partition may have the file system ${name}; others are not mounted.`;
}

/** Name, the first version that has it, and what it means. */
const FLAGS: readonly (readonly [string, number, Message?])[] = [
  ['verity', 0, say`The partition may be used if Verity protects it.`],
  ['signed', 0, say`The partition may be used if Verity with a signature protects it.`],
  ['encrypted', 0, say`The partition may be used if it is encrypted.`],
  ['encryptedwithintegrity', 260, say`The partition may be used if it is encrypted and its integrity is protected.`],
  ['unprotected', 0, say`The partition may be used without protection.`],
  ['unused', 0, say`The partition may exist, but is not used.`],
  ['absent', 0, say`The partition may be missing.`],
  ['open', 0, say`Short for all ways of using the partition or not.`],
  ['ignore', 0, say`Short for unused and absent.`],
  ['read-only-on', 0, say`The partition’s read-only flag may be set.`],
  ['read-only-off', 0, say`The partition’s read-only flag may be unset.`],
  ['growfs-on', 0, say`The partition’s flag to grow the file system may be set.`],
  ['growfs-off', 0, say`The partition’s flag to grow the file system may be unset.`],
  ['btrfs', 260],
  ['erofs', 260],
  ['ext4', 260],
  ['f2fs', 260],
  ['squashfs', 260],
  ['vfat', 260],
  ['xfs', 260],
];
