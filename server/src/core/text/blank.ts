/** Whether a character is a space or a tab, which part what stands in a line; not so for what is behind its end. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
