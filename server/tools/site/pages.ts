import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documentedKeys } from '../../src/core/catalogue/documentation.ts';
import { summaryOf } from '../../src/core/findings/page.ts';
import { isPage } from '../page-name.ts';
import { directiveList, ruleList } from './lists.ts';
import { commandsPage, settingsPage } from './manifest-pages.ts';
import type { Group, SitePage } from './site-page.ts';
import { translatedPages } from './translations.ts';
import { withVersions } from './versions.ts';
import { SITE_LANGUAGES, WORDS } from './words.ts';

/** All pages of the site, made of the project's own sources. */
export function pagesOf(root: string): readonly SitePage[] {
  const page = (group: Group, source: string, path: string, name?: string): SitePage => ({
    ...(name !== undefined && { name }),
    path,
    source,
    group,
    language: /zh-cn/i.test(source) ? 'zh-CN' : 'en',
    markdown: readFileSync(join(root, source), 'utf8'),
    summary: '',
  });
  const rules = rulePages(root);
  const directives = directivePages(root);
  const translated = translatedPages(root, [...rules, ...directives]);
  const sources = new Set(translated.map(({ source }) => source));
  const documenting = documentingFiles(directives);
  return [
    page('guide', 'README.md', 'index.html', WORDS.en.overview),
    page('guide', 'README.zh-CN.md', 'index.zh-cn.html', WORDS['zh-CN'].overview),
    ...markdownIn(root, 'docs').map((name) => page('guide', `docs/${name}`, `guide/${htmlName(name)}`)),
    ...SITE_LANGUAGES.flatMap((language) => [
      ruleList(RULES, [...rules, ...translated.filter(({ group }) => group === 'rules')], language),
      directiveList(DOCS, documenting, (source) => sources.has(source), language),
      settingsPage(root, language),
      commandsPage(root, language),
    ]),
    ...rules,
    ...directives.map(withVersions),
    ...translated.map((one) => (one.group === 'directives' ? withVersions(one) : one)),
    page('reference', 'CHANGELOG.md', 'changelog.html'),
    page('reference', 'SECURITY.md', 'security.html'),
    page('contributors', 'CONTRIBUTING.md', 'contributing.html'),
    page('contributors', 'ARCHITECTURE.md', 'architecture.html'),
  ];
}

const RULES = 'server/src/core/rules';
const DOCS = 'server/src/core/catalogue/docs';

function rulePages(root: string): readonly SitePage[] {
  return readdirSync(join(root, RULES)).flatMap((room) =>
    markdownIn(root, `${RULES}/${room}`)
      .filter(isPage)
      .map((name): SitePage => {
        const source = `${RULES}/${room}/${name}`;
        const markdown = readFileSync(join(root, source), 'utf8');
        const path = `rules/${htmlName(name)}`;
        return { path, source, group: 'rules', language: 'en', markdown, summary: summaryOf(markdown) };
      }),
  );
}

function directivePages(root: string): readonly SitePage[] {
  return markdownIn(root, DOCS)
    .filter(isPage)
    .map((name): SitePage => {
      const source = `${DOCS}/${name}`;
      const markdown = readFileSync(join(root, source), 'utf8');
      return {
        path: `directives/${htmlName(name)}`,
        source,
        group: 'directives',
        language: 'en',
        markdown,
        summary: '',
      };
    });
}

/** The files of documentation that have an entry for a directive, by its name. */
export function documentingFiles(pages: readonly SitePage[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const { group, language, source } of pages) {
    const file = basename(source, '.md');
    if (group !== 'directives' || language !== 'en' || file === 'sections' || file === 'unit-types') continue;
    for (const key of documentedKeys(file)) files.set(key, [...(files.get(key) ?? []), file]);
  }
  return files;
}

function markdownIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

function htmlName(name: string): string {
  return name.replace(/\.md$/, '.html');
}
