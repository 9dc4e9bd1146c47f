import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group, SiteLanguage } from './site-page.ts';

/** What the site says around its pages. */
type Words = Readonly<Record<Group | 'search' | 'theme' | 'skip' | 'pages' | 'onThisPage' | 'since', string>>;

/** The words of each language, from words.json, which translators edit. */
export const WORDS: Readonly<Record<SiteLanguage, Words>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'words.json'), 'utf8'),
);
