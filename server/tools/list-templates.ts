/**
 * Lists every template with which core speaks to a person, each once, with the places where it stands:
 *
 *     npm run templates [-- --json]
 *
 * The JSON has the shape of a translator's bundle: the English template as the key, and the template again as its text.
 */
import { allTemplates, emptyBundle } from './read-templates.ts';

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(emptyBundle(), null, 2)}\n`);
} else {
  const places = new Map<string, string[]>();
  for (const { key, file, line } of allTemplates()) {
    places.set(key, [...(places.get(key) ?? []), `${file}:${line + 1}`]);
  }
  for (const [key, where] of places) process.stdout.write(`${key}\n    ${where.join(', ')}\n`);
}
