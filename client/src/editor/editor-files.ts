import { FileSystemError, FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { Files } from '../unit-files/files.ts';
import { SENT_PATTERNS } from '../unit-files/unit-documents.ts';

/** Files through the editor's own file systems. */
export const editorFiles: Files = {
  find: async (folder, most) => {
    const search = async (pattern: string, limit: number) =>
      workspace.findFiles(new RelativePattern(folderAt(folder), pattern), null, limit);
    try {
      const found = (await Promise.all(SENT_PATTERNS.map((pattern) => search(pattern, most)))).flat();
      // A file system that cannot be searched gives the same as an empty one.
      if (found.length === 0 && (await search('**/*', 1)).length === 0) return undefined;
      return found.map(String);
    } catch {
      return undefined;
    }
  },
  list: async (folder) => {
    const at = folderAt(folder);
    try {
      return (await workspace.fs.readDirectory(at)).map(([name, type]) => ({
        uri: Uri.joinPath(at, name).toString(),
        isFolder: (type & FileType.Directory) !== 0,
        isLink: (type & FileType.SymbolicLink) !== 0,
      }));
    } catch {
      return undefined;
    }
  },
  look: (file) =>
    unlessGone(async () => {
      const { type, size } = await workspace.fs.stat(Uri.parse(file));
      const isLink = (type & FileType.SymbolicLink) !== 0;
      const isFile = (type & FileType.File) !== 0;
      // A link that leads nowhere is of no type either, but has a size, the length of what it says.
      const isDevice = type === FileType.SymbolicLink && size === 0;
      return isFile || isDevice ? { size, isLink, isDevice } : undefined;
    }),
  read: (file) => unlessGone(async () => workspace.fs.readFile(Uri.parse(file))),
};

/** A folder by its address without a slash at the end, which the root of a file system needs. */
function folderAt(folder: string): Uri {
  const uri = Uri.parse(folder);
  return uri.path === '' ? uri.with({ path: '/' }) : uri;
}

async function unlessGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
