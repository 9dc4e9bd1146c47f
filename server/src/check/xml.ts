/**
 * A text as the value of an XML attribute in double quotes, or between tags. Characters that would change lines or the direction of
 * writing are written as references, and those that XML 1.0 has no way to write (section 2.2) become U+FFFD.
 */
export function xml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(SPECIAL, (char) => `&#${char.charCodeAt(0)};`);
}

const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const SPECIAL = /[&<>"\t\n\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
