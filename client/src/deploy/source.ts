import type { Plan, PlannedFile } from '../../../server/src/protocol/plan.ts';

/** Reads a file of the workspace; undefined where it is not there. */
export type ReadSource = (uri: string) => Promise<Uint8Array | undefined>;

/** A planned file with the bytes that are to be installed. */
export interface ReadyFile extends PlannedFile {
  readonly bytes: Uint8Array;
}

/**
 * Reads what a plan installs from disk: the text in the plan is as the server last saw it, so it may be a moment old, and it cannot
 * hold bytes that are not UTF-8. A document that was never saved has only that text.
 */
export async function readFiles(plan: Plan, readSource: ReadSource): Promise<readonly ReadyFile[]> {
  return Promise.all(
    plan.files.map(async (file) => {
      return { ...file, bytes: (await readSource(file.source)) ?? new TextEncoder().encode(file.text) };
    }),
  );
}
