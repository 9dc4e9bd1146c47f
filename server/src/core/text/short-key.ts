/**
 * What a template's translation is found under in a file of texts, in place of the English template, which is in the program already:
 * its FNV-1a hash of 32 bits, over UTF-16 code units. The build refuses texts in which two templates have the same.
 */
export function shortKey(template: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < template.length; i++) hash = Math.imul(hash ^ template.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
