import { describeDescriptor, describePath } from '../local-files.ts';

/** The user who started the helper with privileges, as sudo and pkexec report it; undefined if neither did. */
export function invokingUser(env: Readonly<Record<string, string | undefined>>): number | undefined {
  const uid = env['SUDO_UID'] ?? env['PKEXEC_UID'];
  return uid !== undefined && /^\d+$/.test(uid) ? Number(uid) : undefined;
}

/**
 * Why a helper with privileges refuses its peer; undefined if it accepts it. A socket must belong to the user who started the helper and
 * be in a folder that only this user can access. Standard streams must have been created by this user.
 *
 * @param socket The path that the helper was given; undefined if it uses its standard streams.
 */
export async function objectionToPeer(
  socket: string | undefined,
  uid: number,
  streams: readonly number[] = [0, 1],
): Promise<string | undefined> {
  if (socket === undefined) {
    return streams.every((stream) => describeDescriptor(stream)?.uid === uid)
      ? undefined
      : `The streams of this helper are not of user ${uid}.`;
  }
  const [there, folder] = await Promise.all([
    describePath(socket),
    describePath(socket.slice(0, socket.lastIndexOf('/'))),
  ]);
  if (there?.kind !== 'socket' || there.uid !== uid) return `${socket} is no socket of user ${uid}.`;
  const closed = folder?.kind === 'folder' && folder.uid === uid && (folder.mode & 0o077) === 0;
  return closed ? undefined : `${socket} is in a folder that is open to others than user ${uid}.`;
}
