import { ENGLISH, type Language } from './message.ts';

/**
 * The language of a file of texts, as the build makes it of `server/l10n/TAG.json` and of the translated documentation.
 *
 * @param texts What was read. English for what is no such object; what is missing in it is said in English.
 */
export function languageFrom(texts: unknown): Language {
  if (typeof texts !== 'object' || texts === null) return ENGLISH;
  const { templates, comma, and, or, beside } = texts as { readonly [key in keyof Texts]?: unknown };
  if (typeof templates !== 'object' || templates === null) return ENGLISH;
  const found = new Map<string, unknown>(Object.entries(templates));
  return {
    template: (key) => {
      const text = found.get(key);
      return typeof text === 'string' ? text : undefined;
    },
    comma: typeof comma === 'string' ? comma : ENGLISH.comma,
    and: typeof and === 'string' ? and : ENGLISH.and,
    or: typeof or === 'string' ? or : ENGLISH.or,
    beside: typeof beside === 'string' ? beside : undefined,
  };
}

/** What a translator writes, as JSON: the joints of lists, and the translation of each template. */
export interface Texts extends Pick<Language, 'comma' | 'and' | 'or' | 'beside'> {
  readonly templates: object;
}
