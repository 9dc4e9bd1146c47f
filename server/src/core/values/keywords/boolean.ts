/** Reads a boolean in any of systemd's spellings, whatever the case (src/basic/parse-util.c, parse_boolean). */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (TRUE_WORDS.includes(word)) return true;
  return FALSE_WORDS.includes(word) ? false : undefined;
}

/** The spellings of both, the ones that people write first. */
export const TRUE_WORDS: readonly string[] = ['yes', 'true', 'on', '1', 'y', 't'];
export const FALSE_WORDS: readonly string[] = ['no', 'false', 'off', '0', 'n', 'f'];

/** What was meant by a word that is a boolean elsewhere, in another program or language. */
export function foreignBoolean(word: string): 'yes' | 'no' | undefined {
  if (MEANT_YES.test(word.toLowerCase())) return 'yes';
  return MEANT_NO.test(word.toLowerCase()) ? 'no' : undefined;
}

const MEANT_YES = /^(?:enabled?|active|always|allow|ja|oui|si|да|是)$/;
const MEANT_NO = /^(?:disabled?|inactive|never|none|null|deny|nein|non|нет|否)$/;
