import { pageUrl } from '../../core/findings/page.ts';
import { visibleJson } from '../../core/text/visible.ts';
import type { Format } from '../format.ts';

/** All findings as one JSON array, an element a line, each with the address of its page. */
export const json: Format = function* ({ reports }) {
  let first = true;
  for (const { path: _path, excerpt: _excerpt, ...shown } of reports) {
    yield `${first ? '[\n' : ',\n'}${visibleJson(JSON.stringify({ ...shown, url: pageUrl(shown.code) }))}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
};
