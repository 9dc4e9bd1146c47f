import { SnapshotMemory } from './memory.ts';
import type { Snapshot } from './snapshot.ts';
import { type UnitFile, unitFile } from './unit-file.ts';

/** The workspace as it would be if a file had another text; undefined where that text would make it no unit file any more. */
export function withText(
  snapshot: Snapshot,
  file: UnitFile,
  text: string,
): { readonly snapshot: Snapshot; readonly file: UnitFile } | undefined {
  const changed = unitFile(file.path, text, file.link, file);
  if (!changed) return undefined;
  const swap = (one: UnitFile): UnitFile => (one.path === file.path ? changed : one);
  return {
    file: changed,
    snapshot: {
      ...snapshot,
      file: (path) => (path === file.path ? changed : snapshot.file(path)),
      *files() {
        for (const one of snapshot.files()) yield swap(one);
      },
      named: (name) => snapshot.named(name).map(swap),
      dropInsIn: (folder) => snapshot.dropInsIn(folder).map(swap),
      memory: new SnapshotMemory(),
    },
  };
}
