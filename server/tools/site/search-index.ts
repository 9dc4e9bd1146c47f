import type { Rendered } from './markdown.ts';
import type { SiteLanguage, SitePage } from './site-page.ts';

/** What the search finds: title, address in the site, what it is, and in which language. */
export type SearchEntry = readonly [title: string, path: string, about: string, language: SiteLanguage];

/** All pages, and the headings of those that are lists of things: of directives and settings. */
export function searchIndex(pages: readonly (readonly [SitePage, Rendered])[]): readonly SearchEntry[] {
  return pages.flatMap(([{ path, name, group, language, summary, markdown }, { title, headings }]) => [
    [name ?? title, path, plain(summary), language] as const,
    ...headings
      .filter(({ level }) => level === 2 && group !== 'rules')
      .map(
        ({ text, id }) =>
          [text, `${path}#${id}`, group === 'directives' ? firstSentence(markdown, text) : title, language] as const,
      ),
  ]);
}

/** What the text below a heading says first. */
function firstSentence(markdown: string, heading: string): string {
  const below = markdown.split(`\n## ${heading}\n`)[1]?.trim() ?? '';
  const paragraph = below.split('\n\n').find((text) => !text.startsWith('*')) ?? '';
  return plain(paragraph).slice(0, 160);
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '').replaceAll('\n', ' ');
}
