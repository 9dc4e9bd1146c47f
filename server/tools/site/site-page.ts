/** What the navigation has an entry for. */
export type Group = 'guide' | 'rules' | 'directives' | 'reference' | 'contributors';

/** The languages that the site has pages in, as HTML names them. */
export type SiteLanguage = 'en' | 'zh-CN';

/** A page of the site, before it is rendered. */
export interface SitePage {
  /** Where it stands in the site: `rules/unknown-directive.html`. */
  readonly path: string;
  /** The file that it comes from, relative to the root of the project; links are relative to it, and its path is a link to the page. */
  readonly source: string;
  readonly group: Group;
  readonly language: SiteLanguage;
  readonly markdown: string;
  /** What lists call it; the title of its text unless given. */
  readonly name?: string;
  /** One sentence for lists and for the search; empty for none. */
  readonly summary: string;
}
