/** One word for a POSIX shell, whatever it holds; as it is where nothing in it means anything to a shell. */
export function quotePosix(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
