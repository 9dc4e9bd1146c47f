import { basename } from 'node:path';
import { keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { manualUrl } from '../../src/core/catalogue/documentation.ts';
import type { SiteLanguage, SitePage } from './site-page.ts';
import { inFileOf, translatedPath } from './translations.ts';
import { SECTIONS } from './versions.ts';
import { fill, WORDS } from './words.ts';

/**
 * The list of all findings in a language, by what they are about. What has no page in the language leads to the English one.
 *
 * @param pages The pages of findings, in all languages.
 * @throws where a room of rules has no title.
 */
export function ruleList(folder: string, pages: readonly SitePage[], language: SiteLanguage): SitePage {
  const words = WORDS[language];
  const known = new Map(pages.map((page) => [page.source, page]));
  const english = pages.filter((page) => page.language === 'en');
  const untitled = english.find(({ source }) => !(source.split('/').at(-2)! in words.rooms));
  if (untitled) throw new Error(`The room of ${untitled.source} has no title for the list of findings.`);
  const lists = Object.entries(words.rooms).map(([room, title]) => {
    const rows = english
      .filter(({ source }) => source.startsWith(`${folder}/${room}/`))
      .map((page) => {
        const { source, markdown, summary } = known.get(inFileOf(language, page.source)) ?? page;
        const code = basename(page.source, '.md');
        return `| [${code}](${source.slice(folder.length + 1)}) | ${effectOf(markdown)} | ${inCell(summary)} |`;
      });
    return `## ${title}\n\n| ${words.code} | ${words.effect} | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return listPage(language, {
    path: 'rules/index.html',
    source: `${folder}/index.md`,
    group: 'rules',
    markdown: `# ${words.rules}\n\n${words.rulesText}\n\n${lists.join('\n')}`,
    summary: words.rulesSummary,
  });
}

/**
 * The list of all directives in a language, by their sections.
 *
 * @param documenting The English files that document each directive, as `documentingFiles` gives them.
 * @param isKnown Whether there is a file of documentation, by its name.
 */
export function directiveList(
  folder: string,
  documenting: ReadonlyMap<string, readonly string[]>,
  isKnown: (source: string) => boolean,
  language: SiteLanguage,
): SitePage {
  const words = WORDS[language];
  const lists = SECTIONS.flatMap((section) => {
    const keys = keysOf(section, NEWEST_VERSION).flatMap((key) => {
      const files = documenting.get(key) ?? [];
      const file = files.find((one) => one === section.toLowerCase()) ?? files[0];
      if (file === undefined) return [];
      const translated = inFileOf(language, `${file}.md`);
      return [`[${key}](${isKnown(`${folder}/${translated}`) ? translated : `${file}.md`}#${key})`];
    });
    return keys.length === 0 ? [] : [`## [${section}]\n\n${keys.join(' · ')}\n`];
  });
  const text = fill(words.directivesText, String(NEWEST_VERSION), manualUrl('systemd.directives', NEWEST_VERSION));
  return listPage(language, {
    path: 'directives/index.html',
    source: `${folder}/index.md`,
    group: 'directives',
    markdown: `# ${words.directives}\n\n${text}\n\n${lists.join('\n')}`,
    summary: words.directivesSummary,
  });
}

/** A page that is made here in each language, by what it is in English. */
export function listPage(language: SiteLanguage, page: Omit<SitePage, 'language'>): SitePage {
  if (language === 'en') return { ...page, language };
  return { ...page, language, path: translatedPath(page.path), source: translatedPath(page.source) };
}

/** What systemd does about a finding, as the first entry of its page says in the page's language. */
function effectOf(markdown: string): string {
  return /^- \*\*[^*]+\*\* ?(.+)$/m.exec(markdown)?.[1] ?? '';
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
