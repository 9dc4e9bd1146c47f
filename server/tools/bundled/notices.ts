import type { BundledPackage } from './packages.ts';

/** The licences of all packages that are bundled, which they ask to be shipped with their code. */
export function notices(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
  return [`The programs in this folder contain code of these packages, each under its own licence.\n`, ...parts].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}
