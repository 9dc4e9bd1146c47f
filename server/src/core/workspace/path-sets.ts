import { detached } from '../text/detached.ts';

/** Sets of paths by a word. A word without a path takes no memory. */
export interface PathSets {
  add(word: string, path: string): void;
  delete(word: string, path: string): void;
  has(word: string): boolean;
  includes(word: string, path: string): boolean;
  get(word: string): Iterable<string>;
  words(): Iterable<string>;
}

export function createPathSets(): PathSets {
  // Most words have one path, which needs no set.
  const byWord = new Map<string, string | Set<string>>();
  return {
    add(word, path) {
      const paths = byWord.get(word);
      if (paths === undefined) byWord.set(detached(word), path);
      else if (typeof paths !== 'string') paths.add(path);
      else if (paths !== path) byWord.set(word, new Set([paths, path]));
    },
    delete(word, path) {
      const paths = byWord.get(word);
      if (paths === path) byWord.delete(word);
      if (paths === undefined || typeof paths === 'string') return;
      paths.delete(path);
      if (paths.size === 0) byWord.delete(word);
    },
    has: (word) => byWord.has(word),
    includes(word, path) {
      const paths = byWord.get(word);
      return paths === path || (typeof paths === 'object' && paths.has(path));
    },
    words: () => byWord.keys(),
    get(word) {
      const paths = byWord.get(word) ?? [];
      return typeof paths === 'string' ? [paths] : paths;
    },
  };
}
