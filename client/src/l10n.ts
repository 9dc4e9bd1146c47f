/**
 * Puts a message into the person's language: the English text is the key, `{0}`, `{1}` … stand for the arguments. The
 * parts that know nothing of the editor take it as a parameter, and the editor's `l10n.t` fits it.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** The messages as they are written in the source, for tests and for the log. */
export function english(message: string, ...args: (string | number | boolean)[]): string {
  return message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}
