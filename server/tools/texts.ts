import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOC_PARTS, type DocLabels, type DocPart, readEntry } from '../src/core/catalogue/documentation.ts';
import type { Texts } from '../src/core/text/language.ts';
import { FENCED } from '../src/core/text/markdown.ts';
import { shortKey } from '../src/core/text/short-key.ts';
import { isPage } from './page-name.ts';

/** A part of the documentation in another language: an entry of `docs/NAME.md`, or a rule's page. */
export interface TranslatedEntry {
  /** The file of the translation, relative to core, and the heading; none in a page. */
  readonly file: string;
  readonly heading: string | undefined;
  readonly text: string;
  /** The source as it is now, without its example, which is the same in all languages; undefined where there is none any more. */
  readonly source: string | undefined;
  /** The {@link hashOf} the source that was translated. */
  readonly hash: string | undefined;
  /** Of a rule's page: how many examples, each a file, stand below each heading of the source. */
  readonly examples?: readonly number[];
}

/** The languages that there are texts of. */
export function languages(root: string): string[] {
  return readdirSync(join(root, 'server/l10n'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'));
}

/** What the translators of a language have written: templates and joints, and the labels in their files of documentation. */
interface Written extends Texts {
  readonly templates: Readonly<Record<string, string>>;
  readonly labels: DocLabels;
}

export function writtenTexts(root: string, language: string): Written {
  return JSON.parse(readFileSync(join(root, `server/l10n/${language}.json`), 'utf8'));
}

/**
 * The texts of a language as `languageFrom` of core reads them. What was translated from another source than there is now is left out,
 * and so said in English.
 *
 * @throws if two templates have the same key: change a word in one of them.
 */
export function textsOf(root: string, language: string): Texts {
  const { labels, templates: written, ...joints } = writtenTexts(root, language);
  const templates = new Map<string, string>();
  for (const [template, text] of Object.entries(written)) {
    const key = shortKey(template);
    if (templates.has(key)) throw new Error(`Another template has the key of this one: ${template}`);
    templates.set(key, text);
  }
  const docs: Record<string, Record<string, Partial<Record<DocPart, string>>>> = {};
  for (const one of translatedEntries(root, language)) {
    if (!isCurrent(one)) continue;
    const name = basename(one.file, `.${language}.md`);
    if (one.heading === undefined) templates.set(`page:${name}`, withExamples(one));
    else docs[name] = { ...docs[name], [one.heading]: partsOf(one, one.text, labels) };
  }
  return { ...joints, templates: Object.fromEntries(templates), docs };
}

/** Whether an entry was translated from its source as it is now. */
export function isCurrent({ source, hash }: TranslatedEntry): boolean {
  return source !== undefined && hash === hashOf(source);
}

/** The text of an entry by what of it each piece is, in the language of the labels; in English without any. */
export function partsOf(
  { file, heading = '' }: TranslatedEntry,
  text: string,
  labels?: DocLabels,
): Partial<Record<DocPart, string>> {
  if (/(^|\/)(sections|unit-types)\./.test(file)) return { text: text.trim() };
  const entry = readEntry(basename(file), heading, text, labels);
  return Object.fromEntries(DOC_PARTS.flatMap((part) => (entry[part] ? [[part, entry[part]]] : [])));
}

/** All documentation that is translated into a language, whole files of it. */
export function translatedEntries(root: string, language: string): TranslatedEntry[] {
  const core = join(root, 'server/src/core');
  return globSync(`**/*.${language}.md`, { cwd: core })
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(core, file), 'utf8');
      const original = readFileSync(join(core, file.replace(`.${language}.md`, '.md')), 'utf8');
      const source = original.replace(FENCED, '');
      if (file.startsWith('rules')) {
        const page = source.replace(/\n{3,}/g, '\n\n');
        return [{ ...entry(file, undefined, text, page), examples: examplesOf(original) }];
      }
      const sources = entriesOf(source);
      return [...entriesOf(text)].map(([heading, one]) => entry(file, heading, one, sources.get(heading)));
    });
}

/** What of the documentation a language has no text for, or an old one: a file, with the entry where it has several. */
export function untranslated(root: string, language: string): string[] {
  const core = join(root, 'server/src/core');
  const current = new Set(
    translatedEntries(root, language)
      .filter(isCurrent)
      .map(({ file, heading }) => `${file.replace(`.${language}.md`, '.md')} ${heading ?? ''}`),
  );
  const sources = globSync(['catalogue/docs/*.md', 'rules/*/*.md'], { cwd: core })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => isPage(basename(file)))
    .sort();
  return sources
    .flatMap((file) =>
      file.startsWith('rules')
        ? [`${file} `]
        : [...entriesOf(readFileSync(join(core, file), 'utf8')).keys()].map((heading) => `${file} ${heading}`),
    )
    .filter((one) => !current.has(one))
    .map((one) => `server/src/core/${one}`.trim());
}

/** What a translation says of the source it was made of: `<!-- source: HASH -->`. */
export function hashOf(source: string): string {
  return createHash('sha256').update(source.trim()).digest('hex').slice(0, 8);
}

/** The entries of a file of documentation, by heading. */
export function entriesOf(text: string): Map<string, string> {
  const [, ...entries] = text.split(/^## (\S+)$/m);
  const out = new Map<string, string>();
  for (let i = 0; i < entries.length; i += 2) out.set(entries[i]!, entries[i + 1]!);
  return out;
}

function entry(file: string, heading: string | undefined, whole: string, source: string | undefined): TranslatedEntry {
  const hash = SOURCE.exec(whole)?.[1];
  return { file, heading, text: whole.replace(SOURCE, ''), source, hash };
}

/** How many examples stand above the first heading of a page, and below each. */
function examplesOf(page: string): number[] {
  return page.split(/^(?=## )/m).map((part) => part.match(FENCED)?.length ?? 0);
}

/** A translated page with `{0}`, `{1}` … where those of the source stand: at the end of what is below the same heading. */
function withExamples({ text, examples = [] }: TranslatedEntry): string {
  let next = 0;
  const parts = text.split(/^(?=## )/m).map((part, index) => {
    const here = Array.from({ length: examples[index] ?? 0 }, () => `{${next++}}`);
    return [part.trim(), ...here].join('\n\n');
  });
  return `${parts.join('\n\n')}\n`;
}

const SOURCE = /<!-- source: ([0-9a-f]{8}) -->\n+/;
