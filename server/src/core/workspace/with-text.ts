import { type Mention, wordsOf } from './mentions.ts';
import type { Snapshot } from './snapshot.ts';
import { SnapshotMemory } from './snapshot-memory.ts';
import { type UnitFile, unitFile } from './unit-file.ts';

/** The workspace as it would be if a file had another text; undefined where that text would make it no unit file any more. */
export function withText(
  snapshot: Snapshot,
  file: UnitFile,
  text: string,
): { readonly snapshot: Snapshot; readonly file: UnitFile } | undefined {
  const changed = unitFile(file.path, text, { link: file.link, before: file });
  if (!changed) return undefined;
  // A file can be asked for each of thousands of words.
  const said = new Map<Mention, ReadonlySet<string>>();
  const says = (mention: Mention, word: string): boolean => {
    const words = said.get(mention) ?? new Set(wordsOf(mention, changed, snapshot.settings));
    said.set(mention, words);
    return words.has(word);
  };
  return {
    file: changed,
    snapshot: {
      ...snapshot,
      file: (path) => (path === file.path ? changed : snapshot.file(path)),
      *files() {
        for (const one of snapshot.files()) yield one.path === file.path ? changed : one;
      },
      mentioning(mention, word) {
        const paths = snapshot.mentioning(mention, word);
        if (paths.includes(file.path) || !says(mention, word)) return paths;
        return [...paths, file.path];
      },
      isMentionedElsewhere: (mention, word, path) =>
        snapshot.isMentionedElsewhere(mention, word, path) || (path !== file.path && says(mention, word)),
      memory: new SnapshotMemory({ isRecording: false }),
    },
  };
}
