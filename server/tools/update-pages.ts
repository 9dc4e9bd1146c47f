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
import { writeMarked } from '../src/core/testing/markers.ts';
import { diagnoseExample, type Example, readPage, toMarks } from '../src/core/testing/pages.ts';

const root = join(import.meta.dirname, '../src/core/rules');
const codes = process.argv.slice(2);

for (const file of globSync('*/*.md', { cwd: root }).sort()) {
  const code = basename(file, '.md');
  if (codes.length > 0 && !codes.includes(code)) continue;
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = withMarkers(before, code);
  if (after === before) continue;
  writeFileSync(path, after);
  process.stdout.write(`${file}\n`);
}

/** The page with the marker lines of its bad examples written anew. */
function withMarkers(page: string, code: string): string {
  const examples = [...(readPage(code)?.examples ?? [])];
  const [head = '', ...parts] = page.split(/^(?=## )/m);
  return (
    head + parts.map((part) => (/^## (Bad|Good)\b/.test(part) ? marked(part, examples.shift()!, code) : part)).join('')
  );
}

function marked(part: string, example: Example, code: string): string {
  if (!example.bad) return part;
  const found = diagnoseExample(example).filter((one) => one.code === code);
  if (found.length === 0) process.stderr.write(`${code}: nothing is found in “${example.title}”.\n`);
  const files = [...example.files];
  return part.replace(/^(```systemd \S+\n)([\s\S]*?)(?=^```)/gm, (_, fence: string) => {
    const { name, text } = files.shift()!;
    return fence + writeMarked({ text, marks: toMarks(found.filter(({ file }) => file === `/w/${name}`)) });
  });
}
