import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from '../../tools/program.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = join(ROOT, 'out/systemd-socket-units.vsix');
/** What is as new as the newest of all that is packaged: the bundles are all written by one build. */
const NEWEST = ['dist/extension.cjs', 'dist/server-common.js', 'package.json'];

/** Gives the packaged extension, made from dist/ where it is older than that: once for all test files of a run. */
export async function packagedExtension(): Promise<string> {
  const newest = Math.max(...NEWEST.map((name) => changed(join(ROOT, name))));
  if (changed(PACKAGE) < newest) {
    await mustRun([process.execPath, join(ROOT, 'client/tools/package.mjs'), PACKAGE]);
  }
  return PACKAGE;
}

function changed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
