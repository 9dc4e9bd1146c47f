import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documentOf, hrefBetween } from './layout.ts';
import { deadLinks, linksOf } from './links.ts';
import { markdownRenderer, type Rendered } from './markdown.ts';
import { documentingFiles, pagesOf } from './pages.ts';
import { searchIndex } from './search-index.ts';
import type { SitePage } from './site-page.ts';
import { translatedPath } from './translations.ts';

export interface Site {
  /** What the site consists of, by path. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Sentences about links that lead nowhere and about what would be loaded from elsewhere; there should be none. */
  readonly dead: readonly string[];
}

/** Makes the web site of the sources of the project below `root`. Nothing is written. */
export function siteOf(root: string): Site {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const pages = pagesOf(root);
  const links = linksOf(root, pages, manifest.repository.url.replace(/\.git$/, ''));
  const targets = codeTargets(pages);
  const known = new Set(pages.map(({ path }) => path));
  const renderMarkdown = markdownRenderer();
  const rendered = pages.map((page): [SitePage, Rendered] => {
    const target = (code: string) => {
      const path = targets.get(/^[A-Z]\w*=/.exec(code)?.[0] ?? code);
      const there = path === undefined ? path : inLanguageOf(page, path, known);
      return there === undefined || there === page.path ? undefined : hrefBetween(page.path, there);
    };
    return [page, renderMarkdown(page.markdown, namesThings(page), (href) => links.resolve(page, href), target)];
  });
  const documents = new Map(
    rendered.map(([page, content]) => [
      page.path,
      documentOf(page, content, {
        siblings: siblingsOf(page, rendered),
        otherLanguage: otherLanguageOf(page, known),
        inLanguage: (path) => inLanguageOf(page, path, known),
      }),
    ]),
  );
  const asset = (name: string) => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');
  const files = new Map<string, string | Uint8Array>([
    ...documents,
    ['style.css', asset('style.css')],
    ['site.js', asset('site.js')],
    ['search-index.js', `globalThis.searchIndex = ${JSON.stringify(searchIndex(rendered))};\n`],
    ['media/icon.svg', readFileSync(join(root, 'client/media/icon.svg'))],
    ...Array.from(links.pictures, ([path, file]): [string, Uint8Array] => [path, readFileSync(join(root, file))]),
  ]);
  return { files, dead: [...links.dead, ...deadLinks(documents, new Set(files.keys()))] };
}

/** Where an English page is in the language of the page that leads to it: itself, where that has none. */
function inLanguageOf({ language }: SitePage, path: string, known: ReadonlySet<string>): string {
  if (language === 'en') return path;
  const [file = '', fragment] = path.split('#');
  const translated = translatedPath(file);
  if (!known.has(translated)) return path;
  return fragment === undefined ? translated : `${translated}#${fragment}`;
}

/** The same page in the other language, if there is one. */
function otherLanguageOf({ path, language }: SitePage, known: ReadonlySet<string>): string | undefined {
  const other = language === 'en' ? translatedPath(path) : path.replace('.zh-cn.', '.');
  return other !== path && known.has(other) ? other : undefined;
}

/** The pages that are listed beside a page: those of its group in its language. */
function siblingsOf(page: SitePage, rendered: readonly (readonly [SitePage, Rendered])[]) {
  return rendered
    .filter(([{ group, language }]) => group === page.group && language === page.language)
    .map(([{ path, name }, { title }]) => ({ path, title: name ?? title }));
}

/** Whether the headings of a page are names of directives or settings. */
function namesThings({ group, path }: SitePage): boolean {
  return group === 'directives' || path === 'settings.html' || path === translatedPath('settings.html');
}

/** Where pieces of code lead that begin with a directive or name a finding: `Accept=`, `unknown-directive`. */
function codeTargets(pages: readonly SitePage[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { group, language, source, path } of pages)
    if (group === 'rules' && language === 'en') targets.set(basename(source, '.md'), path);
  for (const [key, [file, ...others]] of documentingFiles(pages)) {
    // Some names mean different things in different sections: the reader has to say which.
    if (others.length === 0) targets.set(`${key}=`, `directives/${file}.html#${key}`);
  }
  return targets;
}
