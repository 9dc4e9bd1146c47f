import { ENGLISH, type Language } from './message.ts';
import { shortKey } from './short-key.ts';

/**
 * The language of a file of texts, as the build makes it of `server/l10n/TAG.json` and of the translated documentation.
 *
 * @param texts What was read. English for what is no such object; what is missing in it is said in English.
 */
export function languageFrom(texts: unknown): Language {
  if (typeof texts !== 'object' || texts === null) return ENGLISH;
  const { templates, docs, comma, and, or, beside } = texts as { readonly [key in keyof Texts]?: unknown };
  if (typeof templates !== 'object' || templates === null) return ENGLISH;
  const found = new Map<string, unknown>(Object.entries(templates));
  for (const [key, text] of documentation(docs)) found.set(key, text);
  return {
    template: (key) => {
      const text = found.get(key) ?? found.get(shortKey(key));
      return typeof text === 'string' ? text : undefined;
    },
    comma: typeof comma === 'string' ? comma : ENGLISH.comma,
    and: typeof and === 'string' ? and : ENGLISH.and,
    or: typeof or === 'string' ? or : ENGLISH.or,
    beside: typeof beside === 'string' ? beside : undefined,
  };
}

/** What a file of texts has: the joints of lists, and translations. */
export interface Texts extends Pick<Language, 'comma' | 'and' | 'or' | 'beside'> {
  /** The translation of each template, under its {@link shortKey} or the template itself, and pages under `page:CODE`. */
  readonly templates: object;
  /** The documentation: files of entries of parts, whose keys together are those of `documented`. */
  readonly docs?: object;
}

function* documentation(docs: unknown): Iterable<[string, unknown]> {
  for (const [file, entries] of entriesOf(docs))
    for (const [heading, parts] of entriesOf(entries))
      for (const [part, text] of entriesOf(parts)) yield [`doc:${file}#${heading}.${part}`, text];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
