import { visibleJson } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';

/** All findings as one JSON array, an element a line. */
export const json: Format = function* ({ reports }) {
  let first = true;
  for (const { path: _path, excerpt: _excerpt, ...shown } of reports) {
    yield `${first ? '[\n' : ',\n'}${visibleJson(JSON.stringify(shown))}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
};
