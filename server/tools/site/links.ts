import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { hrefBetween } from './layout.ts';
import type { SitePage } from './site-page.ts';

/** Gives the address in the site of what a link in one of its pages points at, and collects what points at nothing. */
export interface Links {
  /** Resolves the address of a link or picture in the Markdown of a page. */
  resolve(page: SitePage, href: string): string;
  /** Sentences about links to files that do not exist. */
  readonly dead: readonly string[];
  /** Pictures of the project that pages show, by their path in the site. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** @param repository The address of the project's repository on the web, for its files that are no pages. */
export function linksOf(root: string, pages: readonly SitePage[], repository: string): Links {
  const bySource = new Map(pages.map(({ source, path }) => [source, path]));
  const dead: string[] = [];
  const pictures = new Map<string, string>();
  return {
    dead,
    pictures,
    resolve: (page, href) => {
      if (/^https:/.test(href)) return href;
      if (href.startsWith('#')) return href;
      const [path = '', fragment] = href.split('#');
      const file = posix.join(posix.dirname(page.source), decodeURIComponent(path));
      const known = bySource.get(file);
      if (known !== undefined) return hrefBetween(page.path, fragment === undefined ? known : `${known}#${fragment}`);
      if (/^[a-z]+:/.test(href) || !existsSync(join(root, file))) {
        dead.push(`${page.source}: ${href} is no file of the project.`);
        return href;
      }
      if (!/\.(?:png|gif|svg)$/.test(file)) return `${repository}/blob/HEAD/${file}`;
      const picture = `media/${posix.basename(file)}`;
      if ((pictures.get(picture) ?? file) !== file) dead.push(`${page.source}: another picture is called ${picture}.`);
      pictures.set(picture, file);
      return hrefBetween(page.path, picture);
    },
  };
}

/** A sentence for each link in the documents of a site that leads nowhere in it, and for whatever they would load from elsewhere. */
export function deadLinks(documents: ReadonlyMap<string, string>, files: ReadonlySet<string>): readonly string[] {
  const anchors = new Map([...documents].map(([path, html]) => [path, new Set(attributes(html, 'id'))]));
  return [...documents].flatMap(([path, html]) => [
    ...attributes(html, 'href').flatMap((href) => {
      if (/^https:/.test(href)) return [];
      const [to = '', fragment] = href.split('#');
      const target = to === '' ? path : posix.join(posix.dirname(path), to);
      if (!files.has(target)) return [`${path}: ${href} leads nowhere.`];
      const known = fragment === undefined || anchors.get(target)?.has(decodeURIComponent(fragment));
      return known ? [] : [`${path}: ${target} has no ${fragment}.`];
    }),
    ...attributes(html, 'src').flatMap((src) => {
      if (/^[a-z]+:|^\/\//i.test(src)) return [`${path}: ${src} comes from elsewhere.`];
      return files.has(posix.join(posix.dirname(path), src)) ? [] : [`${path}: there is no ${src}.`];
    }),
  ]);
}

function attributes(html: string, name: string): readonly string[] {
  return Array.from(html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g')), ([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );
}
