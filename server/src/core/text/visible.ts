/**
 * A text for a terminal, as one line: characters that would move the cursor, change colours or the direction of writing, or begin a
 * line of their own are written as escapes. A backslash of the text stays as it is, so this cannot be turned back.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (char) => SHORT.get(char) ?? escaped(char));
}

/** The same for a text that is JSON: any JSON reader gives the characters back. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, escaped);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Control characters (C0, DEL, C1), separators of lines and paragraphs, and marks of direction (Unicode, Bidi_Control). */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
