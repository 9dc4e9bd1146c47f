import { createPathSets, type PathSets } from './path-sets.ts';
import type { Settings } from './settings.ts';
import { SOURCES } from './sources.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * Words that a text mentions, by which other files find it without reading them all. They come from the text
 * alone and may be more than the file really says: the finder checks the file itself.
 */
export interface Mention {
  readonly name: string;
  words(file: UnitFile, settings: Settings): Iterable<string>;
}

/**
 * Finds the paths of a host's files by what their texts mention. All snapshots share it: an older one that is still held may be told of a
 * file that does not mention the word yet, and not of one that does not any more.
 */
export interface MentionIndex {
  paths(mention: Mention, word: string): Iterable<string>;
  /**
   * Takes a new state of a file, in place of the last one that it was given.
   *
   * @returns what is mentioned in one state of the file and not in the other, as far as it was ever asked for.
   */
  change(before: UnitFile | undefined, now: UnitFile | undefined): Iterable<string>;
}

/** @param all The files that the index is about, as of the last change that it was told of. */
export function createMentionIndex(settings: Settings, all: () => Iterable<UnitFile>): MentionIndex {
  const byMention = new Map<Mention, PathSets>();
  /** The words of the file that changed last, which is mostly the one that changes next. */
  let last: { readonly file: UnitFile; readonly words: ReadonlyMap<Mention, ReadonlySet<string>> } | undefined;

  const wordsIn = (mention: Mention, file: UnitFile | undefined): ReadonlySet<string> => {
    if (!file) return NO_WORDS;
    return (last?.file === file && last.words.get(mention)) || new Set(wordsOf(mention, file, settings));
  };
  return {
    paths(mention, word) {
      const known = byMention.get(mention);
      if (known) return known.get(word);
      const paths = createPathSets();
      byMention.set(mention, paths);
      for (const file of all()) for (const one of wordsOf(mention, file, settings)) paths.add(one, file.path);
      return paths.get(word);
    },
    change(before, now) {
      const changed: string[] = [];
      const words = new Map<Mention, ReadonlySet<string>>();
      for (const [mention, paths] of byMention) {
        const [old, current] = [wordsIn(mention, before), wordsIn(mention, now)];
        words.set(mention, current);
        for (const word of old) {
          if (current.has(word)) continue;
          paths.delete(word, before!.path);
          changed.push(SOURCES.mention(mention, word));
        }
        for (const word of current) {
          if (old.has(word)) continue;
          paths.add(word, now!.path);
          changed.push(SOURCES.mention(mention, word));
        }
      }
      last = now && { file: now, words };
      return changed;
    },
  };
}

const NO_WORDS: ReadonlySet<string> = new Set();

/**
 * The words of a file. One that cannot be read by a fault of ours mentions nothing, so that no other file is affected. Its own
 * diagnostics report the fault.
 */
export function wordsOf(mention: Mention, file: UnitFile, settings: Settings): readonly string[] {
  try {
    return [...mention.words(file, settings)];
  } catch {
    return [];
  }
}
