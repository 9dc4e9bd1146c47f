import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group, SiteLanguage } from './site-page.ts';

/** What the site says around its pages, and on those that it makes itself. `{0}` is filled in by {@link fill}. */
type Words = Readonly<
  Record<Group | 'search' | 'theme' | 'skip' | 'pages' | 'onThisPage' | 'since' | 'overview' | OfLists, string>
> & {
  /** What the rooms of the rules are called for people. */
  readonly rooms: Readonly<Record<string, string>>;
};

type OfLists =
  | `${'rules' | 'directives' | 'settings' | 'commands'}${'Text' | 'Summary'}`
  | ('code' | 'effect' | 'default' | 'commandsTitle' | 'command' | 'id' | 'keys' | 'colon');

/** The words of each language, from words.json, which translators edit. */
export const WORDS: Readonly<Record<SiteLanguage, Words>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'words.json'), 'utf8'),
);

/** Every language of the site. */
export const SITE_LANGUAGES = Object.keys(WORDS) as readonly SiteLanguage[];

/** Words with what they leave open: the first value stands for `{0}`. */
export function fill(words: string, ...values: readonly string[]): string {
  return words.replaceAll(/\{(\d)\}/g, (_, at) => values[Number(at)] ?? '');
}
