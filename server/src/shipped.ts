import { dirname, join } from 'node:path';

/** What is wanted of Node's file system. */
interface Files {
  readFileSync(path: string, encoding: 'utf8'): string;
  realpathSync(path: string): string;
}

/**
 * Gives the text of files that are shipped with the program, by their paths from the folder of its bundle: `l10n/zh-cn.json`. Of the single
 * executable they are a part, otherwise they lie beside the bundle. What is given throws where there is no such file.
 */
export function readShipped({ readFileSync, realpathSync }: Files): (path: string) => string {
  return (path) => {
    // Only newer versions of Node can be made a single executable.
    const sea = process.getBuiltinModule?.('node:sea');
    if (sea?.isSea()) return sea.getAsset(path, 'utf8');
    return readFileSync(join(dirname(realpathSync(process.argv[1]!)), path), 'utf8');
  };
}
