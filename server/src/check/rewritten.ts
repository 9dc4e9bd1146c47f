import { createTwoFilesPatch } from 'diff';

/** A file that would have another text. */
export interface Rewritten {
  /** The path as it was asked for. */
  readonly name: string;
  /** The path, absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What changes in a file, as `patch` and `git apply` take it. */
export function patchOf({ name, before, after }: Rewritten): string {
  const path = name.replace(/^(?:\.?\/)+/, '');
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}
