import MarkdownIt, { type Token } from 'markdown-it';
import { highlighted } from './highlight.ts';
import { escapeHtml } from './html.ts';

/** Markdown as HTML, and what of it others need to know. */
export interface Rendered {
  readonly html: string;
  readonly title: string;
  /** The headings, which are what links can point at within the page. */
  readonly headings: readonly { readonly id: string; readonly text: string; readonly level: number }[];
}

/**
 * Renders Markdown. HTML in it is shown as text.
 *
 * @param keepNames Has headings of one word, which are directives or settings, for anchors as they are spelt.
 * @param resolve Gives the address in the site that stands for a link's or picture's.
 * @param codeTarget Gives the address that a piece of code is a link to: of a directive or a rule.
 */
export type RenderMarkdown = (
  markdown: string,
  keepNames: boolean,
  resolve: (href: string) => string,
  codeTarget: (code: string) => string | undefined,
) => Rendered;

/** What a page gives to the rules of all pages. */
interface OfPage {
  readonly codeTarget: (code: string) => string | undefined;
}

/** Makes a renderer for any number of pages. */
export function markdownRenderer(): RenderMarkdown {
  const markdownIt = new MarkdownIt({ html: false, linkify: false });
  const { rules } = markdownIt.renderer;
  rules.fence = (tokens, at) => {
    const { info, content } = tokens[at]!;
    const [language = '', file = ''] = info.trim().split(/\s+/);
    const caption = file === '' ? '' : `<figcaption>${escapeHtml(file)}</figcaption>`;
    return `<figure class="code">${caption}<pre tabindex="0"><code>${highlighted(content, language)}</code></pre></figure>\n`;
  };
  rules.code_inline = (tokens, at, _, env) => {
    const { codeTarget } = env as unknown as OfPage;
    const { content } = tokens[at]!;
    const code = `<code>${escapeHtml(content)}</code>`;
    const target =
      tokens.slice(0, at).findLast(({ type }) => /^link_/.test(type))?.type === 'link_open'
        ? undefined
        : codeTarget(content);
    return target === undefined ? code : `<a class="code" href="${escapeHtml(target)}">${code}</a>`;
  };
  return (markdown, keepNames, resolve, codeTarget) => {
    const tokens = markdownIt.parse(markdown, {});
    const headings = prepare(tokens, keepNames, resolve);
    const html = markdownIt.renderer.render(tokens, markdownIt.options, { codeTarget } satisfies OfPage);
    return { html, title: headings[0]?.text ?? '', headings };
  };
}

/** Gives headings their anchors, and links and pictures their addresses in the site. */
function prepare(
  tokens: readonly Token[],
  keepNames: boolean,
  resolve: (href: string) => string,
): Rendered['headings'] {
  const headings: { id: string; text: string; level: number }[] = [];
  const taken = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const text = (tokens[at + 1]?.children ?? []).map(({ content }) => content).join('');
      const id = anchorOf(text, keepNames, taken);
      headings.push({ id, text, level: Number(token.tag.slice(1)) });
      token.attrSet('id', id);
    }
    for (const child of token.children ?? []) {
      for (const name of ['href', 'src']) {
        const value = child.attrGet(name);
        if (value !== null) child.attrSet(name, resolve(String(value)));
      }
    }
  }
  return headings;
}

/** The anchor of a heading, as GitHub makes it, so that links to one work in both, or as it is spelt. */
function anchorOf(text: string, keepNames: boolean, taken: Set<string>): string {
  const slug =
    keepNames && /^[\w.]+$/.test(text)
      ? text
      : text
          .toLowerCase()
          .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
          .trim()
          .replace(/\s/g, '-');
  const alike = (number: number) => (number === 0 ? slug : `${slug}-${number}`);
  let number = 0;
  while (taken.has(alike(number))) number++;
  taken.add(alike(number));
  return alike(number);
}
