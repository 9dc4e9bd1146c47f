/**
 * Lists every template with which core speaks to a person, each once, with the places where it stands:
 *
 *     npm run templates [-- --json]
 *
 * The JSON has the shape of a translator's bundle: the English template as the key, and the template again as its text.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from './read-templates.ts';

const root = join(import.meta.dirname, '../src/core');
const places = new Map<string, string[]>();
for (const file of globSync('**/*.ts', { cwd: root, exclude: (name) => String(name).endsWith('.test.ts') }).sort()) {
  for (const { key, line } of readTemplates(readFileSync(join(root, file), 'utf8'))) {
    places.set(key, [...(places.get(key) ?? []), `${file}:${line + 1}`]);
  }
}
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(Object.fromEntries([...places.keys()].map((key) => [key, key])), null, 2)}\n`);
} else {
  for (const [key, where] of places) process.stdout.write(`${key}\n    ${where.join(', ')}\n`);
}
