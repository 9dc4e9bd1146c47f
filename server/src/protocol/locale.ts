/**
 * The names under which the texts for a locale may be found, the best first: `zh`, `zh-Hans` and `zh_CN.UTF-8` all lead to `zh-cn`. They
 * are of letters, digits and dashes alone; there are none for what is no locale, as of a client or an environment that are any.
 *
 * @param locale A language tag (BCP 47), or the value of a variable such as `LANG` (locale(7)).
 */
export function textNames(locale: unknown): readonly string[] {
  if (typeof locale !== 'string') return [];
  const tag = locale.replace(/[.@].*/s, '').replaceAll('_', '-');
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    const usual = new Intl.Locale(script ? `${language}-${script}` : language).maximize().region;
    const names = [region, usual].flatMap((one) => (one ? `${language}-${one}`.toLowerCase() : []));
    // Texts without a region are in the usual script of the language.
    const isUsual = script === new Intl.Locale(language).maximize().script;
    return [...new Set(isUsual ? [...names, language] : names)];
  } catch {
    return [];
  }
}
