import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { screenshot } from './page.ts';
import { story } from './story.ts';
import type { VsCode } from './vscode.ts';

/** What each step of a story in an editor is given, besides what the story is set on. */
export interface Scene {
  readonly page: Page;
  /** Takes a picture, by its name in the story's folder. */
  shot(name: string): Promise<string>;
}

/** Something that is to be stopped when the story is over. */
interface Stoppable {
  stop(): Promise<void>;
}

/**
 * A story in an editor: sets it up before the first step, and clears it away after the last. Where a step fails, the page is
 * pictured as it is then.
 *
 * @param pictures The folder for the pictures.
 * @param missing What the machine lacks, if anything.
 * @param setUp Starts the editor and what it is beside. What it passes to `keep` is stopped in the end, the last first.
 * @returns What adds a step.
 */
export function editorStory<Set extends { readonly code: VsCode }>(
  pictures: string,
  missing: string | undefined,
  setUp: (keep: <Thing extends Stoppable>(thing: Thing) => Thing) => Promise<Set>,
): (name: string, run: (scene: Set & Scene) => Promise<void>) => void {
  const kept: Stoppable[] = [];
  let scene: (Set & Scene) | undefined;
  const ready = () => {
    if (scene === undefined) throw new Error('VS Code was not started.');
    return scene;
  };
  beforeAll(async () => {
    if (missing !== undefined) return;
    const set = await setUp((thing) => {
      kept.push(thing);
      return thing;
    });
    const { page } = set.code;
    scene = { ...set, page, shot: (name) => screenshot(page, `${pictures}/${name}`) };
  });
  afterAll(async () => {
    for (const thing of kept.toReversed()) await thing.stop();
  });
  const step = story(missing, async () => ready().shot('failed'));
  return (name, run) => step(name, () => run(ready()));
}
