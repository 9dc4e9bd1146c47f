import type { Translate } from '../../l10n.ts';

/** What a program wrote of the error that ended it. */
export interface Crash {
  /** As the language writes it: `ValueError: kaputt`. */
  readonly error: string;
  /** Where it was raised, as near as possible to the program's own code. */
  readonly place: CrashPlace | undefined;
  /** The lines that tell of it, as they were written. */
  readonly trace: readonly string[];
}

export interface CrashPlace {
  /** As it was written: mostly absolute, on the machine where it ran. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A place in a sentence: `web.py line 3`. */
export function placeWords(place: CrashPlace, t: Translate): string {
  return t('{0} line {1}', nameOf(place), place.line);
}

/** The file's name without its folders. */
export function nameOf({ path }: CrashPlace): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The place of the last one that is not in a library of the machine, or the last one at all. */
export function lastOwn(places: readonly CrashPlace[]): CrashPlace | undefined {
  return places.findLast(({ path }) => !isOfLibrary(path)) ?? places.at(-1);
}

export function isOfLibrary(path: string): boolean {
  return LIBRARY.test(path);
}

const LIBRARY =
  /^(?:\/usr\/(?:local\/)?(?:lib|share)\/|\/usr\/local\/go\/|\/rustc\/|node:|<)|\/(?:site-packages|dist-packages|node_modules)\//;
