/** What matches a text that is this and nothing more; Playwright takes a plain one wherever it stands, in small letters or capitals. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${escaped(text)}$`);
}

/** What matches a text that has this in it as it is written. */
export function asWritten(text: string): RegExp {
  return new RegExp(escaped(text));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
