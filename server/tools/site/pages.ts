import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keysOf, NEWEST_VERSION } from '../../src/core/catalogue/catalogue.ts';
import { documentedKeys, manualUrl } from '../../src/core/catalogue/documentation.ts';
import { summaryOf } from '../../src/core/findings/page.ts';
import { readPage } from '../../src/core/findings/rule-page.ts';
import { isPage } from '../page-name.ts';
import { commandsPage, settingsPage } from './manifest-pages.ts';
import type { Group, SitePage } from './site-page.ts';
import { translatedPages } from './translations.ts';
import { SECTIONS, withVersions } from './versions.ts';

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
  return [
    page('guide', 'README.md', 'index.html', 'Overview'),
    page('guide', 'README.zh-CN.md', 'index.zh-cn.html', '概览'),
    ...markdownIn(root, 'docs').map((name) => page('guide', `docs/${name}`, `guide/${htmlName(name)}`)),
    ruleList(rules),
    ...rules,
    directiveList(documentingFiles(directives)),
    ...directives.map(withVersions),
    ...translatedPages(root, [...rules, ...directives]).map((one) =>
      one.group === 'directives' ? withVersions(one) : one,
    ),
    settingsPage(root),
    commandsPage(root),
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

/** What the rooms of the rules are called for people. */
const ROOMS: Readonly<Record<string, string>> = {
  files: 'Files and lines',
  values: 'Values',
  units: 'All units',
  sockets: 'Sockets',
  services: 'Services',
  timers: 'Timers',
  paths: 'Paths',
  mounts: 'Mounts',
};

/** @throws where a room has no title. */
function ruleList(rules: readonly SitePage[]): SitePage {
  const untitled = rules.find(({ source }) => !(source.split('/').at(-2)! in ROOMS));
  if (untitled) throw new Error(`The room of ${untitled.source} has no title for the list of findings.`);
  const lists = Object.entries(ROOMS).map(([room, title]) => {
    const rows = rules
      .filter(({ source }) => source.startsWith(`${RULES}/${room}/`))
      .map(
        ({ source, summary }) =>
          `| [${basename(source, '.md')}](${source.slice(RULES.length + 1)}) | ${readPage(basename(source, '.md'))!.effect} | ${inCell(summary)} |`,
      );
    return `## ${title}\n\n| code | effect | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const markdown = `# Findings

Every finding has a code, and every code a page that says what systemd does, why, and what to do. The effects are explained in
[What a finding means](../../../../README.md#what-a-finding-means).

${lists.join('\n')}`;
  const summary = 'Every code of a finding, by what it is about.';
  return { path: 'rules/index.html', source: `${RULES}/index.md`, group: 'rules', language: 'en', markdown, summary };
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

function directiveList(documenting: ReadonlyMap<string, readonly string[]>): SitePage {
  const lists = SECTIONS.flatMap((section) => {
    const keys = keysOf(section, NEWEST_VERSION).flatMap((key) => {
      const files = documenting.get(key) ?? [];
      const file = files.find((one) => one === section.toLowerCase()) ?? files[0];
      return file === undefined ? [] : [`[${key}](${file}.md#${key})`];
    });
    return keys.length === 0 ? [] : [`## [${section}]\n\n${keys.join(' · ')}\n`];
  });
  const markdown = `# Directives

What each directive does, in our own words, with its values, its default and what it goes together with. The manual of systemd
${NEWEST_VERSION} begins at [systemd.directives](${manualUrl('systemd.directives', NEWEST_VERSION)}).

${lists.join('\n')}`;
  const summary = 'Every directive, by its section.';
  return {
    path: 'directives/index.html',
    source: `${DOCS}/index.md`,
    group: 'directives',
    language: 'en',
    markdown,
    summary,
  };
}

function markdownIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

function htmlName(name: string): string {
  return name.replace(/\.md$/, '.html');
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
