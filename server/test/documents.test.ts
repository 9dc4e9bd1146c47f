import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readSources } from './architecture.ts';

// What CONTRIBUTING.md and ARCHITECTURE.md name in backticks is there.

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS = ['CONTRIBUTING.md', 'ARCHITECTURE.md'];

/** Files and folders of the checkout, but for what is made; a folder ends with a slash. */
const PATHS = ['.', ...['.ci', 'client', 'server', 'syntaxes', 'test-fixtures']].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '.', withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name).slice(join(ROOT, '/').length).replaceAll('\\', '/');
    return entry.isDirectory() ? `${path}/` : path;
  }),
);

/** What stands in backticks in a document, without the blocks of code. */
function namedIn(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```[\s\S]*?^```$|^ {4}.*$/gm, '');
  return [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, named]) => named!))];
}

/** Whether a path is that of a file or folder, or its last part. `<room>` is any folder, `*` anything, and `.ts` may be left out. */
function exists(path: string): boolean {
  const any = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/<\w+>|\*+/g, '[^/]+');
  const pattern = new RegExp(`(?:^|/)${any}${path.endsWith('/') ? '' : '(?:\\.ts|/)?'}$`);
  return PATHS.some((one) => pattern.test(one));
}

const METHODS = /^(?:textDocument|workspace|systemd|completionItem)\//;
/** Elsewhere than in a checkout. */
const ELSEWHERE = /^(?:[/~]|dist\/)/;

it.each(DOCUMENTS)('the files and folders of %s are there', (document) => {
  const paths = namedIn(document).filter(
    (named) =>
      /^[\w.@*<>~/-]+$/.test(named) &&
      /\/|\.(?:tsx?|m?js|json|md|py|sh|txt)$/.test(named) &&
      !METHODS.test(named) &&
      !ELSEWHERE.test(named),
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !exists(path))).toEqual([]);
});

it.each(DOCUMENTS)('the scripts of %s are those of package.json', (document) => {
  const scripts = namedIn(document).flatMap((named) => /^npm run ([\w-]+)/.exec(named)?.[1] ?? []);
  expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
});

/** Every word of the sources, and the one that is named for being in none. */
const WORDS = new Set([
  'utils',
  ...[...readSources(ROOT).values()].flatMap((text) => text.match(/\b[A-Za-z]\w*\b/g) ?? []),
]);

it.each(DOCUMENTS)('the functions, types and properties of %s are in the sources', (document) => {
  const names = namedIn(document).filter((named) => /^[A-Za-z]\w*[a-z]\w*$/.test(named));
  expect(names.filter((name) => !WORDS.has(name) && !PATHS.some((path) => path.endsWith(`/${name}/`)))).toEqual([]);
});

it('a path that is not there is seen', () => {
  const paths = [
    'core/text/markers.ts',
    'core/rules/<room>/<code>.md',
    'run-plan',
    'core/testing/gone.ts',
    'client/src/gone/',
    'ore/testing/',
  ];
  expect(paths.filter((path) => !exists(path))).toEqual(['core/testing/gone.ts', 'client/src/gone/', 'ore/testing/']);
});
