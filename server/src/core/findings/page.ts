import { FENCED } from '../text/markdown.ts';
import type { Template } from '../text/message.ts';
import { lookUp } from '../text/table.ts';
import { PAGES, SITE } from './pages.generated.ts';

/** The codes that have a page. */
export function pageCodes(): readonly string[] {
  return Object.keys(PAGES);
}

/** The page of a code as it was written; undefined for a code without one. */
export function pageText(code: string): string | undefined {
  return lookUp(PAGES, code);
}

/**
 * The page of a code in the language that it is rendered for; undefined for a code without one. Its examples are arguments: they are the
 * same in all languages, and a translation has none of its own.
 */
export function pageOf(code: string): Template | undefined {
  const text = pageText(code);
  if (text === undefined) return undefined;
  return { strings: text.split(FENCED), args: text.match(FENCED) ?? [], key: `page:${code}` };
}

/** The address of the page of a code on the web, on the project's site; undefined for a code without one. */
export function pageUrl(code: string): string | undefined {
  return pageText(code) === undefined ? undefined : `${SITE}rules/${code}.html`;
}

/** What a page says above its examples: no title and no facts. */
export function introOf(page: string): string {
  return page
    .split(/^## /m)[0]!
    .replace(/^# .*\n|^- \*\*.*\n/gm, '')
    .trim();
}

/** What a page says first, in its language: the first sentence of its text, on one line. */
export function summaryOf(page: string): string {
  const text = introOf(page).replaceAll('\n', ' ');
  return /^.*?(?:[.:](?= [A-Z]|$)|[。：])/.exec(text)?.[0] ?? text;
}
