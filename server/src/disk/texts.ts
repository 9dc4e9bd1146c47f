import { join } from 'node:path';
import { textNames } from '../protocol/locale.ts';

/**
 * Reads the texts of a locale's language, which are files of their own that only this reads; undefined where there are none.
 *
 * @param folder Where they are: `l10n` beside the program.
 * @param read Gives the text of a file, or throws.
 */
export function textsFor(locale: unknown, folder: string, read: (path: string) => string): unknown {
  for (const name of textNames(locale)) {
    try {
      return JSON.parse(read(join(folder, `${name}.json`)));
    } catch {
      // There is none of this name, or none that can be read: the next may do, and English always does.
    }
  }
  return undefined;
}
