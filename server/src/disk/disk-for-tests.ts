import type { DirectoryEntry, Disk } from './disk.ts';

/**
 * For tests: a disk in memory.
 *
 * @param files Texts by path.
 * @param links Where symbolic links lead, by path. The links to folders are looked for one by one, so that a test has few.
 */
export function diskInMemory(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Disk {
  const texts = new Map(Object.entries(files));
  const leads = new Map(Object.entries(links));
  const folders = new Map<string, Map<string, DirectoryEntry['kind']>>();
  const put = (path: string, kind: DirectoryEntry['kind']): void => {
    const at = path.lastIndexOf('/');
    const folder = path.slice(0, at) || '/';
    const known = folders.get(folder);
    if (known) {
      known.set(path.slice(at + 1), kind);
      return;
    }
    folders.set(folder, new Map([[path.slice(at + 1), kind]]));
    if (folder !== '/') put(folder, 'folder');
  };
  for (const file of texts.keys()) put(file, 'file');
  for (const link of leads.keys()) put(link, 'link');
  const real = (path: string): string => {
    for (const [link, target] of leads) {
      if (path === link || path.startsWith(`${link}/`)) return real(target + path.slice(link.length));
    }
    return path;
  };
  return {
    read(path) {
      const text = texts.get(real(path));
      return text === undefined ? 'unreadable' : new TextEncoder().encode(text);
    },
    list: (path) => {
      const entries = folders.get(real(path));
      return entries && [...entries].map(([name, kind]) => ({ name, kind }));
    },
    link: (path) => leads.get(path),
    real,
    kind: (path) => (folders.has(real(path)) ? 'folder' : texts.has(real(path)) ? 'file' : undefined),
  };
}
