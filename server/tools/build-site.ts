/**
 * Writes the web site of the project to dist/site: guides, findings, directives, settings and commands, with a search. Nothing in it is loaded
 * from elsewhere, and it can be opened from the disk. Fails where a link leads nowhere.
 *
 *     npm run site
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { siteOf } from './site/site.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'dist/site');
const { files, dead } = siteOf(root);
rmSync(folder, { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
for (const sentence of dead) process.stderr.write(`${sentence}\n`);
process.stdout.write(`dist/site/index.html: ${files.size} files\n`);
if (dead.length > 0) process.exitCode = 1;
