import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentedKeys } from '../../src/core/catalogue/documentation.ts';
import { pageCodes, pageUrl } from '../../src/core/findings/page.ts';
import { escapeHtml } from './html.ts';
import { deadLinks } from './links.ts';
import { markdownRenderer } from './markdown.ts';
import { type Site, siteOf } from './site.ts';
import { SITE_LANGUAGES, WORDS } from './words.ts';

describe('the site', () => {
  let site: Site;
  beforeAll(() => {
    site = siteOf(join(import.meta.dirname, '../../..'));
    // All examples of all pages are judged for it.
  }, 60_000);
  const text = (path: string) => String(site.files.get(path));

  it('has no links that lead nowhere, and loads nothing from elsewhere', () => {
    expect(site.dead).toEqual([]);
  });

  it('has the page of every code, where diagnostics say that it is', () => {
    for (const code of pageCodes()) {
      expect(site.files.has(`rules/${basename(pageUrl(code)!)}`), code).toBe(true);
      expect(text('rules/index.html')).toContain(`>${code}</a>`);
    }
  });

  it('has every directive of a section under its name', () => {
    for (const key of documentedKeys('socket')) expect(text('directives/socket.html')).toContain(`id="${key}"`);
    expect(text('directives/index.html')).toContain('href="socket.html#Accept"');
  });

  it('has directives, findings and settings in its search', () => {
    const index: { searchIndex?: readonly (readonly string[])[] } = {};
    new Function('globalThis', text('search-index.js'))(index);
    const found = new Map(
      index.searchIndex?.flatMap(([title = '', path = '', , language]) => (language === 'en' ? [[title, path]] : [])),
    );
    expect(found.get('Accept')).toBe('directives/socket.html#Accept');
    expect(found.get('accept-without-template')).toBe('rules/accept-without-template.html');
    expect(found.get('systemd.version')).toBe('settings.html#systemd.version');
  });

  it('has pages of findings and directives in Chinese, which lead to each other and to the English ones', () => {
    const page = text('rules/accept-without-template.zh-cn.html');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('href="../directives/socket.zh-cn.html#Accept"');
    expect(page).toContain('<a href="accept-without-template.html">English</a>');
    expect(page).toContain('<figcaption>testSampleWeb.socket</figcaption>');
    expect(text('directives/socket.zh-cn.html')).toMatch(/id="Accept"[\s\S]*取值[\s\S]*<figcaption>/);
    expect(text('rules/accept-without-template.html')).toContain(
      '<a href="accept-without-template.zh-cn.html">中文</a>',
    );
  });

  it('lists findings, directives, settings and commands in Chinese, and leads from there to Chinese pages', () => {
    for (const code of pageCodes()) {
      expect(text('rules/index.zh-cn.html')).toContain(`<a href="${code}.zh-cn.html">${code}</a>`);
    }
    expect(text('rules/index.zh-cn.html')).toContain('<td>fail（失败）</td>');
    expect(text('directives/index.zh-cn.html')).toContain('href="socket.zh-cn.html#Accept"');
    expect(text('settings.zh-cn.html')).toMatch(/id="systemd\.version"[\s\S]*默认值：<code>/);
    expect(text('commands.zh-cn.html')).toContain('systemd: 激活套接字');
    const navigation = /<nav aria-label="Site">.*?<\/nav>/.exec(text('rules/accept-without-template.zh-cn.html'))![0];
    for (const path of ['index.zh-cn.html" aria-current="true">检查结果', '../settings.zh-cn.html">设置']) {
      expect(navigation).toContain(path);
    }
  });

  it('has the same words in all languages', () => {
    const [english, ...others] = SITE_LANGUAGES.map((language) => WORDS[language]);
    expect(others.length).toBeGreaterThan(0);
    const gaps = (value: unknown) => String(value).match(/\{\d\}/g);
    for (const other of others) {
      expect(Object.keys(other).sort()).toEqual(Object.keys(english!).sort());
      expect(Object.keys(other.rooms)).toEqual(Object.keys(english!.rooms));
      expect(Object.values(other).map(gaps)).toEqual(Object.values(english!).map(gaps));
    }
  });

  it('lists all guides in the language of the page beside each of them, and leads to the Chinese ones from Chinese pages', () => {
    const beside = (path: string) =>
      [.../<nav class="beside".*?<\/nav>/.exec(text(path))![0].matchAll(/href="(?:\.\.\/)?(?:guide\/)?([^"]*)"/g)].map(
        ([, href]) => href!,
      );
    const guides = [...site.files.keys()].filter((path) => path.startsWith('guide/'));
    const [chinese, english] = [true, false].map((wanted) =>
      ['index.html', 'index.zh-cn.html', ...guides].filter((path) => path.includes('.zh-cn.') === wanted),
    );
    expect(english!.length).toBeGreaterThan(2);
    for (const group of [chinese!, english!])
      for (const path of group) expect(beside(path), path).toEqual(group.map((one) => basename(one)));
    const page = text('guide/ci.zh-cn.html');
    expect(page).toContain('<a href="editors.zh-cn.html">其他编辑器</a>');
    expect(page).toContain('<a href="../index.zh-cn.html" aria-current="true">指南</a>');
    expect(text('rules/accept-without-template.zh-cn.html')).toContain('<a href="../index.zh-cn.html">指南</a>');
  });

  it('says the language of each page', () => {
    expect(text('index.html')).toContain('<html lang="en">');
    expect(text('guide/tutorial.zh-cn.html')).toContain('<html lang="zh-CN">');
  });

  it('links directives and findings where a text names them', () => {
    expect(text('rules/accept-without-template.html')).toContain(
      '<a class="code" href="../directives/socket.html#Accept"><code>Accept=yes</code></a>',
    );
  });
});

describe('Markdown', () => {
  const renderMarkdown = markdownRenderer();
  const html = (markdown: string) =>
    renderMarkdown(
      markdown,
      false,
      (href) => href,
      () => undefined,
    ).html;

  it('shows findings below the lines of an example, which it underlines', () => {
    const shown = html('```systemd a.socket\n[Socket]\nAccept=yes\n#^^^^^^^^^ No template.\n```\n');
    expect(shown).toContain('<span class="key marked">Accept</span><span class="marked">=yes</span>');
    expect(shown).toContain('<span class="finding">No template.</span>');
    expect(shown).not.toContain('^^^');
  });

  it('shows HTML as text, in every place', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const markdown = `# ${evil}\n\n${evil}\n\n\`${evil}\`\n\n\`\`\`systemd ${evil.replaceAll(' ', '')}\n${evil}\n# ${evil}\n\`\`\`\n`;
    expect(html(markdown)).not.toMatch(/<img/);
    expect(html(markdown)).toContain(escapeHtml(evil));
  });

  it('links the code of each page as that page wants it, and one page knows nothing of another', () => {
    const page = (target: string | undefined) =>
      renderMarkdown(
        '# Same\n\n`Accept=` and [`Accept=`](x)',
        false,
        (href) => `${target}/${href}`,
        () => target,
      );
    const [one, other, none] = [page('one'), page('other'), page(undefined)];
    expect(one.html).toContain('<a class="code" href="one"><code>Accept=</code></a> and <a href="one/x"><code>');
    expect(other.html).toBe(one.html.replaceAll('one', 'other'));
    expect(none.html).not.toContain('class="code"');
    expect([one, other, none].map(({ headings }) => headings.map(({ id }) => id))).toEqual([
      ['same'],
      ['same'],
      ['same'],
    ]);
  });

  it('gives headings the anchors that GitHub gives them, each another one', () => {
    const { headings } = renderMarkdown(
      '## What it does: `a`\n\n## Good\n\n## Good\n',
      false,
      (href) => href,
      () => undefined,
    );
    expect(headings.map(({ id }) => id)).toEqual(['what-it-does-a', 'good', 'good-1']);
  });
});

describe('links', () => {
  it.each([
    ['<a href="b.html">', 'a.html: b.html leads nowhere.'],
    ['<a href="#x">', 'a.html: a.html has no x.'],
    ['<img src="https://elsewhere.example/x.png">', 'a.html: https://elsewhere.example/x.png comes from elsewhere.'],
    ['<script src="//elsewhere.example/x.js">', 'a.html: //elsewhere.example/x.js comes from elsewhere.'],
    ['<img src="x.png">', 'a.html: there is no x.png.'],
  ])('%s is told', (html, sentence) => {
    expect(deadLinks(new Map([['a.html', html]]), new Set(['a.html']))).toEqual([sentence]);
  });

  it('elsewhere may be linked to', () => {
    expect(
      deadLinks(new Map([['a.html', '<p id="x"><a href="https://systemd.io"> <a href="#x">']]), new Set(['a.html'])),
    ).toEqual([]);
  });
});
