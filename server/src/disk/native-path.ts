/**
 * Makes the path by which core knows a file the path that Node opens: on Windows `/c:/units/a.socket` is `c:/units/a.socket`.
 * Elsewhere both are the same.
 */
export function toNative(path: string, isWindows: boolean): string {
  // "c:" alone would be where the program is on that drive.
  return isWindows && /^\/[a-z]:(?:\/|$)/i.test(path) ? path.slice(1).padEnd('c:/'.length, '/') : path;
}

/**
 * The path by which core knows a file, of an absolute path as Node gives it: on Windows `C:\units\a.socket` is `/c:/units/a.socket`, as in
 * the URI of the file, and `\\server\share\a.socket` is `//server/share/a.socket`.
 */
export function fromNative(path: string, isWindows: boolean): string {
  if (!isWindows) return path;
  const slashes = path.replaceAll('\\', '/');
  return /^[a-z]:/i.test(slashes) ? `/${slashes[0]!.toLowerCase()}${slashes.slice(1)}` : slashes;
}
