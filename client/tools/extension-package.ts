import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findProgram, mustRun } from './program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where `npm run package` leaves the extension. */
export const PACKAGE = fileURLToPath(new URL('../../dist/systemd-socket-units.vsix', import.meta.url));

/** Builds the extension, packages it, and gives the file. */
export async function extensionPackage(): Promise<string> {
  const npm = findProgram('npm');
  if (!npm) throw new Error('npm is not on the PATH: install Node together with npm.');
  await mustRun([npm, 'run', '--silent', 'package'], { cwd: ROOT });
  return packageFile();
}

/** The file that the last packaging left. */
export function packageFile(): string {
  if (!existsSync(PACKAGE))
    throw new Error(
      'There is no package of the extension in dist/ yet: leave --no-build away, or run `npm run package`.',
    );
  return PACKAGE;
}
