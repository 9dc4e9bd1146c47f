/**
 * Writes what is found into the bad examples of the rules' pages, as marker lines with range and message:
 *
 *     npm run update-pages [-- CODE...]
 *
 * Everything else of a page stays. Read the difference before you commit it: what stands there is what the tests want from then on, and
 * what people read.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withFindings } from '../src/core/findings/page-in.ts';
import { diagnoseExample, readPage } from '../src/core/findings/rule-page.ts';
import { ENGLISH } from '../src/core/text/message.ts';

const root = join(import.meta.dirname, '../src/core/rules');
const codes = process.argv.slice(2);

for (const file of globSync('*/*.md', { cwd: root }).sort()) {
  const code = basename(file, '.md');
  if (codes.length > 0 && !codes.includes(code)) continue;
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = withFindings(code, before, ENGLISH);
  for (const example of readPage(code)?.examples ?? []) {
    const isFound = diagnoseExample(example).some((one) => one.code === code);
    if (example.bad && !isFound) process.stderr.write(`${code}: nothing is found in “${example.title}”.\n`);
  }
  if (after === before) continue;
  writeFileSync(path, after);
  process.stdout.write(`${file}\n`);
}
