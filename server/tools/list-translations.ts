/**
 * Lists what of the documentation of directives and of the rules' pages is not translated, or was translated from another source, and so
 * is said in English:
 *
 *     npm run translations [-- LANGUAGE...]
 */
import { join } from 'node:path';
import { languages, untranslated } from './texts.ts';

const root = join(import.meta.dirname, '../..');
const asked = process.argv.slice(2);
for (const language of asked.length > 0 ? asked : languages(root)) {
  const missing = untranslated(root, language);
  process.stdout.write(`${language}: ${missing.length} not translated\n${missing.map((one) => `  ${one}\n`).join('')}`);
}
