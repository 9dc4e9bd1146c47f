import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An npm package of which code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** The whole text of its licence. */
  readonly text: string;
  readonly homepage: string | undefined;
}

/**
 * The packages that bundles contain, by name and version.
 *
 * @param inputs The files of bundles, as esbuild's metafile names them: relative to `root`, with `/`.
 * @throws where a package has no licence, or no text of it: such a package may not be shipped.
 */
export function bundledPackages(inputs: Iterable<string>, root = '.'): BundledPackage[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const found = new Map<string, BundledPackage>();
  for (const folder of folders) {
    const one = readPackage(join(root, folder));
    found.set(`${one.name}@${one.version}`, one);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function readPackage(folder: string): BundledPackage {
  const { homepage, license, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: unknown;
    homepage?: string;
  };
  if (typeof license !== 'string') throw new Error(`${name} is bundled, but its package.json names no licence.`);
  const file = readdirSync(folder).find((one) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(one));
  if (file === undefined) throw new Error(`${name} is bundled, but has no file with its licence.`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return { name, version, license, text, homepage };
}
