import type { Format } from './format.ts';
import { checkstyle } from './formats/checkstyle.ts';
import { gcc } from './formats/gcc.ts';
import { github } from './formats/github.ts';
import { json } from './formats/json.ts';
import { junit } from './formats/junit.ts';
import { sarif } from './formats/sarif.ts';
import { text } from './formats/text.ts';

/** The formats of `check`, by the name that `--format` takes. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['text', text],
  ['json', json],
  ['gcc', gcc],
  ['github', github],
  ['sarif', sarif],
  ['checkstyle', checkstyle],
  ['junit', junit],
]);
