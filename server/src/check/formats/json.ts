import { visibleJson } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';

/** All findings as one JSON array, an element a line. */
export const json: Format = function* ({ reports }) {
  let first = true;
  for (const report of reports) {
    yield `${first ? '[\n' : ',\n'}${visibleJson(JSON.stringify(report))}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
};
