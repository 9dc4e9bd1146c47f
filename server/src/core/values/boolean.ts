/** Reads a boolean in any of systemd's spellings, whatever the case (src/basic/parse-util.c, parse_boolean). */
export function parseBoolean(text: string): boolean | undefined {
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return undefined;
}

/** The spellings of both, the ones that people write first. */
export const TRUE_WORDS: readonly string[] = ['yes', 'true', 'on', '1', 'y', 't'];
export const FALSE_WORDS: readonly string[] = ['no', 'false', 'off', '0', 'n', 'f'];

const TRUE = /^(?:1|yes|y|true|t|on)$/i;
const FALSE = /^(?:0|no|n|false|f|off)$/i;
