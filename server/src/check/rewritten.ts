import { createTwoFilesPatch } from 'diff';
import { encodeUnit } from '../core/text/bytes.ts';
import { visible } from '../core/text/visible.ts';
import type { Surroundings } from './surroundings.ts';

/** A file that would have another text. */
export interface Rewritten {
  /** The path as it was asked for. */
  readonly name: string;
  /** The path, absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Prints what changes in a file. On a terminal nothing of the file may act on it; elsewhere the patch is to be applied. */
export function printPatch(one: Rewritten, { isTerminal, print }: Surroundings): void {
  const patch = patchOf(one);
  print(isTerminal ? patch.split('\n').map(visible).join('\n') : encodeUnit(patch));
}

/** What changes in a file, as `patch` and `git apply` take it. */
function patchOf({ name, before, after }: Rewritten): string {
  const path = name.replace(/^(?:\.?\/)+/, '');
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}
