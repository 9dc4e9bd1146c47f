import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

// Documents that stand beside their Chinese translation have the same parts, and the translation has the words of the glossary.

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const { forbidden } = JSON.parse(read('server/l10n/glossary/zh-cn.json')) as {
  forbidden: readonly { pattern: string; instead: string }[];
};
const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Readonly<Record<string, string>>;

const PAIRS = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).flatMap((name) => {
    const source = /^(.*)\.zh-cn\.md$/i.exec(name)?.[1];
    return source === undefined ? [] : [{ source: join(folder, `${source}.md`), translation: join(folder, name) }];
  }),
);

it('there are Chinese documents', () => {
  expect(PAIRS.map(({ translation }) => translation)).toEqual(['README.zh-CN.md', 'docs/tutorial.zh-cn.md']);
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
    const links = new Set(targets(translated));
    expect(targets(original).filter((target) => !links.has(target))).toEqual([]);
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

/** What links and pictures lead to, but for the document in the other language. */
function targets(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target]) => target ?? '')
    .map((target) => target.replace(/(?:\.zh-cn)?\.md$/i, '.md'));
}
