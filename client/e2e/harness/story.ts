import { test } from 'vitest';

/** Adds a step to a story. */
export type Step = (name: string, run: () => Promise<void>) => void;

/**
 * Makes tests that are the steps of one story, each starting where the one before it ended. Where one fails, those after it would
 * only fail for the same reason, so they are skipped; where the machine lacks something, all are.
 *
 * @param missing What the machine lacks, if anything.
 * @param failed Called when a step has failed, before anything is cleared away: to take a picture, for one.
 */
export function story(missing: string | undefined, failed: (name: string) => Promise<unknown>): Step {
  let broken: string | undefined;
  return (name, run) =>
    // A step leaves its traces, so that it cannot be tried again.
    test(name, { retry: 0 }, async (context) => {
      context.skip(missing !== undefined, missing);
      context.skip(broken !== undefined, `the story ended at "${broken}"`);
      try {
        await run();
      } catch (error) {
        broken = name;
        await failed(name).catch(() => {});
        throw error;
      }
    });
}
