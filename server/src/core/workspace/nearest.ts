import { folderOf } from './paths.ts';

/** Finds which of many paths lie nearest to another, counted in folders, without measuring the distance to each. */
export interface Nearest {
  /**
   * Those at the least distance, at most three, in the order of their paths.
   *
   * @param except One of them that does not count.
   */
  to(path: string, except?: string): readonly string[];
}

export function createNearest(paths: readonly string[]): Nearest {
  if (paths.length <= 1) return { to: (_, except) => (paths[0] === except ? [] : paths) };
  /** For each folder on the way to a path those that lie least deep below it. The nearest path is among those of a folder above both. */
  const below = new Map<string, Ranked[]>();
  for (const path of paths) {
    const ranked = { path, depth: depthOf(path) };
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const best = below.get(folder) ?? [];
      below.set(folder, best);
      insert(best, ranked);
      if (folder === '') break;
    }
  }
  return {
    to(path, except) {
      let least = Number.POSITIVE_INFINITY;
      let found: string[] = [];
      let folder = folderOf(path);
      // A path is met first at the innermost folder above both, from where its distance is told. Mostly it is in the folder itself.
      for (let up = 0, depth = depthOf(folder); up <= least && depth >= 0; up++, depth--) {
        for (const candidate of below.get(folder) ?? []) {
          const far = up + candidate.depth - 1 - depth;
          if (far > least || candidate.path === except) continue;
          if (far < least) found = [];
          least = far;
          found.push(candidate.path);
        }
        folder = folderOf(folder);
      }
      return found.sort(byPath).slice(0, KEPT);
    },
  };
}

/** Enough to tell the nearest, besides one that does not count, from several that are equally near. */
const KEPT = 3;

interface Ranked {
  readonly path: string;
  readonly depth: number;
}

/** Keeps the least deep of paths below one folder, and of those equally deep the first. */
function insert(best: Ranked[], one: Ranked): void {
  const at = best.findIndex(
    ({ path, depth }) => one.depth < depth || (one.depth === depth && byPath(one.path, path) < 0),
  );
  if (at >= 0) best.splice(at, 0, one);
  else best.push(one);
  if (best.length > KEPT) best.pop();
}

function depthOf(path: string): number {
  let count = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) count++;
  return count;
}

function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
