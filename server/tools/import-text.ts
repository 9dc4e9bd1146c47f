/**
 * For `node --import`: Markdown, Python and the programs for new units are imported as their text, as the bundler does it. The tests run the sources with it.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What is imported as text. */
const TEXTS = /\.(?:md|py)$|\/new-units\/programs\/[^/]+$/;

registerHooks({
  load(url, context, nextLoad) {
    if (!TEXTS.test(url)) return nextLoad(url, context);
    const text = readFileSync(fileURLToPath(url), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});
