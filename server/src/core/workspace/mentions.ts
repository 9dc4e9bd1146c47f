import { detached } from '../text/detached.ts';
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

/** Finds paths by what their texts mention. It only grows: a path may no longer mention the word, which the finder has to check. */
export interface MentionIndex {
  paths(mention: Mention, word: string, all: () => Iterable<UnitFile>): Iterable<string>;
  /** Takes in a new file, or the new text of one. */
  add(file: UnitFile): void;
  /** What is mentioned in one state of a file and not in the other, as far as it was ever asked for. */
  changed(before: UnitFile | undefined, now: UnitFile | undefined): Iterable<string>;
}

export function createMentionIndex(settings: Settings): MentionIndex {
  // Most words are mentioned by one file, which needs no set.
  const byMention = new Map<Mention, Map<string, string | Set<string>>>();

  const take = (mention: Mention, file: UnitFile): void => {
    const byWord = byMention.get(mention)!;
    for (const word of wordsOf(mention, file, settings)) {
      const paths = byWord.get(word);
      if (paths === undefined) byWord.set(detached(word), file.path);
      else if (typeof paths !== 'string') paths.add(file.path);
      else if (paths !== file.path) byWord.set(word, new Set([paths, file.path]));
    }
  };
  return {
    paths(mention, word, all) {
      if (!byMention.has(mention)) {
        byMention.set(mention, new Map());
        for (const file of all()) take(mention, file);
      }
      const paths = byMention.get(mention)!.get(word) ?? [];
      return typeof paths === 'string' ? [paths] : paths;
    },
    add(file) {
      for (const mention of byMention.keys()) take(mention, file);
    },
    *changed(before, now) {
      for (const mention of byMention.keys()) {
        const [old, current] = [before, now].map((file) => new Set(file && wordsOf(mention, file, settings)));
        for (const word of old!) if (!current!.has(word)) yield SOURCES.mention(mention, word);
        for (const word of current!) if (!old!.has(word)) yield SOURCES.mention(mention, word);
      }
    },
  };
}

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
