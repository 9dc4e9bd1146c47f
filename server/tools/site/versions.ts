import { directiveEver, OLDEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { sectionsOf, UNIT_TYPES } from '../../src/core/catalogue/unit-type.ts';
import type { SitePage } from './site-page.ts';
import { WORDS } from './words.ts';

/** Every section of a unit file, each once. */
export const SECTIONS = [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))];

/** The page, with a note below the heading of each directive that only some of the versions have. */
export function withVersions({ markdown, ...page }: SitePage): SitePage {
  const noted = markdown.replace(/^## (\S+)\n/gm, (heading, key: string) => {
    const since = Math.min(...SECTIONS.flatMap((section) => directiveEver(section, key)?.since ?? []));
    if (!Number.isFinite(since) || since <= OLDEST_VERSION) return heading;
    return `${heading}\n*${WORDS[page.language].since.replace('{0}', String(since))}*\n`;
  });
  return { ...page, markdown: noted };
}
