import { lookUp } from '../text/table.ts';
import { PAGES } from './pages.generated.ts';

/** The codes that have a page. */
export function pageCodes(): readonly string[] {
  return Object.keys(PAGES);
}

/** The page of a code as it was written; undefined for a code without one. */
export function pageText(code: string): string | undefined {
  return lookUp(PAGES, code);
}
