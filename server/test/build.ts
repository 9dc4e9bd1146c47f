import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds dist/ once before the tests that run what is shipped. */
export function setup(): void {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: join(import.meta.dirname, '../..'), stdio: 'inherit' });
}
