import type { Format } from './format.ts';
import { json } from './formats/json.ts';
import { text } from './formats/text.ts';

/** The formats of `check`, by the name that `--format` takes. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['text', text],
  ['json', json],
]);
