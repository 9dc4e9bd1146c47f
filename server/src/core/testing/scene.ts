import { createHost } from '../workspace/host.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** For tests: a file that is open, where in it the marks `^` stood, and the snapshot it is in. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly file: UnitFile;
  readonly marks: readonly number[];
}

/**
 * For tests: opens a file with `^` where something is asked.
 *
 * @param others More files, by path.
 */
export function sceneOf(
  path: string,
  marked: string,
  others: Readonly<Record<string, string>> = {},
  settings: Partial<Settings> = {},
): Scene {
  const host = createHost({ ...DEFAULT_SETTINGS, ...settings });
  host.apply(Object.entries(others).map(([other, text]) => ({ path: other, layer: 'disk', text })));
  const parts = marked.split('^');
  const marks = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('').length);
  host.apply([{ path, layer: 'editor', text: parts.join('') }]);
  const snapshot = host.snapshot();
  const file = snapshot.file(path);
  if (!file) throw new Error(`${path} is no unit file`);
  return { snapshot, file, marks };
}

/** For tests: what stands in a stretch of the file. */
export function textIn({ file }: Scene, { from, to }: { readonly from: number; readonly to: number }): string {
  return file.text.slice(from, to);
}
