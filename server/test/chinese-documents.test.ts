import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

// Documents that stand beside their Chinese translation have the same parts, and the translation has the words of the glossary.

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const { forbidden } = JSON.parse(read('server/l10n/glossary/zh-cn.json')) as {
  forbidden: readonly { pattern: string; instead: string }[];
};
const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Readonly<Record<string, string>>;

const isTranslation = (path: string) => /\.zh-cn\.md$/i.test(path);
const GUIDES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
/** README.md and all guides, each with what its translation is called. */
const PAIRS = [
  { source: 'README.md', translation: 'README.zh-CN.md' },
  ...GUIDES.filter((name) => !isTranslation(name)).map((name) => ({
    source: `docs/${name}`,
    translation: `docs/${name.replace(/\.md$/, '.zh-cn.md')}`,
  })),
];
const TRANSLATIONS = new Map(PAIRS.map(({ source, translation }) => [source, translation]));

it('every guide is there in Chinese, and no Chinese one without its source', () => {
  expect(GUIDES.filter(isTranslation).map((name) => `docs/${name}`)).toEqual(
    PAIRS.slice(1).map(({ translation }) => translation),
  );
  expect(PAIRS.length).toBeGreaterThan(3);
});

describe.each(PAIRS)('$translation', ({ source, translation }) => {
  const [original, translated] = [read(source), read(translation)];

  it('has the headings of its source, in their order', () => {
    expect(headings(translated).map(level)).toEqual(headings(original).map(level));
  });

  it('has the blocks of code of its source', () => {
    expect(blocks(translated)).toEqual(blocks(original));
  });

  it('has the keys of the tables of its source', () => {
    expect(tableKeys(translated)).toEqual(tableKeys(original));
  });

  it('has the code, the pictures and the links of its source', () => {
    const there = new Set(spans(translated));
    expect(spans(original).filter((span) => !there.has(span))).toEqual([]);
    expect(targets(translation)).toEqual(targets(source));
  });

  it('and its source link to each other, and it links to nothing in English that is there in Chinese', () => {
    const own = basename(translation);
    expect(hrefs(original)).toContain(own);
    expect(hrefs(translated)).toContain(basename(source));
    const english = hrefs(translated).filter((href) => TRANSLATIONS.has(fileOf(translation, href)));
    expect(english).toEqual([basename(source)]);
  });

  it('is numbered and listed as its source', () => {
    const items = (text: string) => prose(text).match(/^(?:\d+\.|-) /gm);
    expect(items(translated)).toEqual(items(original));
  });

  it('uses the words of the glossary', () => {
    const text = prose(translated).replace(/`[^`]*`|\]\([^)]*\)/g, '、');
    const found = forbidden.flatMap(({ pattern, instead }) => {
      const match = new RegExp(pattern, 'u').exec(text);
      return match ? [{ found: match[0], instead }] : [];
    });
    expect(found).toEqual([]);
  });
});

it('README.zh-CN.md names commands as VS Code in Chinese does', () => {
  const titles = manifest.contributes.commands.map(
    ({ title }) => chinese[title.slice(1, -1)]?.replace(/…$/, '') ?? title,
  );
  const named = [...read('README.zh-CN.md').matchAll(/\*\*?(?:systemd: )?([一-鿿][^*]*)\*\*?(?=[\s：，（ ])/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => /^(?:激活|发送|选择部署|打开|用 Ansible|查看)/.test(name));
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !titles.includes(name))).toEqual([]);
});

const BLOCK = /^```(?:\w+).*\n[\s\S]*?^```$|(?:^ {4,}.*\n)+/gm;

/** The blocks of code, without the comments behind commands, and without the reason why a finding is ignored. */
function blocks(text: string): string[] {
  return (text.match(BLOCK) ?? []).map((block) =>
    block
      .replace(/ {2,}# .*$/gm, '')
      .replace(/(ignore=\S+) .*$/gm, '$1')
      .replace(/(Description=).*$/gm, '$1'),
  );
}

function prose(text: string): string {
  return text.replace(BLOCK, '');
}

function headings(text: string): string[] {
  return prose(text).match(/^#+ .*$/gm) ?? [];
}

function level(heading: string): number {
  return heading.indexOf(' ');
}

function tableKeys(text: string): string[] {
  return [...prose(text).matchAll(/^\| *(`[^|]*`) *\|/gm)].map(([, key]) => (key?.match(/`[^`]+`/g) ?? []).join(' '));
}

function spans(text: string): string[] {
  return [...new Set(prose(text).match(/`[^`\n]+`/g))];
}

/** The addresses of links and pictures. */
function hrefs(text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)]+)\)/g)].map(([, href]) => href ?? '');
}

/** The file that a link of a document leads to. */
function fileOf(document: string, href: string): string {
  return posix.join(dirname(document), href.replace(/#.*$/, ''));
}

/** What the links and pictures of a document lead to, in whichever language: a place in a document of the project is the number of its heading. */
function targets(document: string): string[] {
  const found = hrefs(read(document)).map((href) => {
    if (/^https:/.test(href)) return href;
    const [, fragment] = href.split('#');
    const file = href.startsWith('#') ? document : fileOf(document, href);
    const named = file.replace(/(?:\.zh-cn)?\.md$/i, '.md');
    return fragment === undefined ? named : `${named}#${headings(read(file)).map(anchor).indexOf(fragment)}`;
  });
  return [...new Set(found)].sort();
}

/** What GitHub calls the place of a heading. */
function anchor(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
