/** What matches a text that is this and nothing more; Playwright takes a plain one wherever it stands, in small letters or capitals. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${escaped(text)}$`);
}

/** What matches a text that has this in it as it is written. */
export function asWritten(text: string): RegExp {
  return new RegExp(escaped(text));
}

/** What matches the label of a command, which may go on with dots where it will ask something. */
export function titled(title: string): RegExp {
  return new RegExp(`^\\s*${escaped(title)}(?:…|\\.\\.\\.)?\\s*$`);
}

/** What matches the path of any folder but this. */
export function otherFolderThan(folder: string): RegExp {
  return new RegExp(`^(?!${escaped(folder)}$)[/~]`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
