import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pageText, summaryOf } from '../../src/core/findings/page.ts';
import { pageIn } from '../../src/core/findings/page-in.ts';
import { languageFrom } from '../../src/core/text/language.ts';
import { FENCED } from '../../src/core/text/markdown.ts';
import { entriesOf, isCurrent, textsOf, translatedEntries } from '../texts.ts';
import type { SiteLanguage, SitePage } from './site-page.ts';

/** The language of the translations, as files and as HTML name it. */
const FILES = 'zh-cn';
const HTML = 'zh-CN';

/**
 * The pages of findings and of directives in the language that they are translated into, beside the English ones: `NAME.zh-cn.html`. What
 * of a page is not translated from its source as it is now stands there in English.
 */
export function translatedPages(root: string, pages: readonly SitePage[]): readonly SitePage[] {
  const language = languageFrom(textsOf(root, FILES));
  const entries = new Map(
    translatedEntries(root, FILES)
      .filter(isCurrent)
      .map(({ file, heading, text }) => [`${basename(file)} ${heading ?? ''}`, text]),
  );
  return pages.flatMap((page) => {
    const name = basename(page.source, '.md');
    const translated = {
      ...page,
      language: HTML,
      path: translatedPath(page.path),
      source: translatedPath(page.source),
    } as const;
    if (page.group === 'rules' && pageText(name) !== undefined) {
      const markdown = pageIn(name, language)!;
      return [{ ...translated, markdown, summary: summaryOf(markdown) }];
    }
    if (page.group !== 'directives' || !entries.has(`${name}.${FILES}.md ${headingsOf(page)[0]}`)) return [];
    const text = (heading: string) => entries.get(`${name}.${FILES}.md ${heading}`);
    const [title = ''] = readFileSync(join(root, translated.source), 'utf8').split('\n');
    return [{ ...translated, markdown: translatedDocs(page, title, text) }];
  });
}

/** `a.html` and `a.md` as they are called in the other language: `a.zh-cn.html`. */
export function translatedPath(path: string): string {
  return path.replace(/\.(\w+)$/, `.${FILES}.$1`);
}

/** The file of a page in a language, by its English one. */
export function inFileOf(language: SiteLanguage, file: string): string {
  return language === 'en' ? file : translatedPath(file);
}

function headingsOf({ markdown }: SitePage): readonly string[] {
  return [...entriesOf(markdown).keys()];
}

/** The entries of a file of documentation, each with the example of its source. */
function translatedDocs(page: SitePage, title: string, text: (heading: string) => string | undefined): string {
  const entries = [...entriesOf(page.markdown)].map(([heading, source]) => {
    const translated = text(heading);
    if (translated === undefined) return `## ${heading}\n\n${source.trim()}\n`;
    return `## ${heading}\n\n${[translated.trim(), ...(source.match(FENCED) ?? [])].join('\n\n')}\n`;
  });
  return `${title}\n\n${entries.join('\n')}`;
}
