import { posix } from 'node:path';
import { escapeHtml } from './html.ts';
import type { Rendered } from './markdown.ts';
import type { Group, SiteLanguage, SitePage } from './site-page.ts';
import { WORDS } from './words.ts';

const NAVIGATION: readonly { readonly group: Group; readonly path: string }[] = [
  { group: 'guide', path: 'index.html' },
  { group: 'rules', path: 'rules/index.html' },
  { group: 'directives', path: 'directives/index.html' },
  { group: 'reference', path: 'settings.html' },
  { group: 'contributors', path: 'contributing.html' },
];

/** What the other language of a page is called in itself. */
const OTHER_LANGUAGE: Readonly<Record<SiteLanguage, string>> = { en: '中文', 'zh-CN': 'English' };

/** Where a page stands among the others. */
interface Surroundings {
  /** The pages of its group that the page lists beside itself, by path and title. */
  readonly siblings: readonly { readonly path: string; readonly title: string }[];
  /** The path of the page in the other language, if there is one. */
  readonly otherLanguage: string | undefined;
  /** The path of an English page in the language of this one, or the same where there is none. */
  readonly inLanguage: (path: string) => string;
}

/** The whole document around a rendered page. Nothing in it comes from elsewhere: the policy forbids it. */
export function documentOf(
  page: SitePage,
  { html, title, headings }: Rendered,
  { siblings, otherLanguage, inLanguage }: Surroundings,
): string {
  const words = WORDS[page.language];
  const to = (path: string) => escapeHtml(hrefBetween(page.path, path));
  const navigation = NAVIGATION.map(
    ({ group, path }) =>
      `<a href="${to(inLanguage(path))}"${group === page.group ? ' aria-current="true"' : ''}>${escapeHtml(words[group])}</a>`,
  );
  const beside = siblings.map(
    (sibling) =>
      `<li><a href="${to(sibling.path)}"${sibling.path === page.path ? ' aria-current="page"' : ''}>${escapeHtml(sibling.title)}</a></li>`,
  );
  const onPage = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`);
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · systemd Socket Units</title>
<link rel="stylesheet" href="${to('style.css')}">
<link rel="icon" href="${to('media/icon.svg')}">
<script src="${to('site.js')}" data-root="${to('')}/" defer></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<a class="home" href="${to(inLanguage('index.html'))}">systemd Socket Units</a>
<nav aria-label="Site">${navigation.join('')}${otherLanguage === undefined ? '' : `<a href="${to(otherLanguage)}">${OTHER_LANGUAGE[page.language]}</a>`}</nav>
<search><input type="search" placeholder="${words.search}" aria-label="${words.search}" autocomplete="off" hidden><ol class="results" hidden></ol></search>
<button type="button" class="theme" hidden>${words.theme}</button>
</header>
<div class="columns">
${beside.length > 1 ? `<nav class="beside" aria-label="${words.pages}"><ul>${beside.join('')}</ul></nav>` : ''}
<main id="content" tabindex="-1">
${html}</main>
${onPage.length > 2 ? `<nav class="contents" aria-label="${words.onThisPage}"><ul>${onPage.join('')}</ul></nav>` : ''}
</div>
</body>
</html>
`;
}

/** The relative address of a page for a link in another. */
export function hrefBetween(from: string, to: string): string {
  const [path = '', fragment] = to.split('#');
  const address = path === from && fragment !== undefined ? '' : posix.relative(posix.dirname(from), path) || '.';
  return fragment === undefined ? address : `${address}#${fragment}`;
}
