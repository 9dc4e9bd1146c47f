/** What `man` wrote, without what only a terminal makes something of: bold by overstriking, colours, links. */
export function plainManual(output: string): string {
  return output
    .replaceAll(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '')
    .replaceAll(/\x1b\[[0-9;]*m/g, '')
    .replaceAll(/.\x08/g, '')
    .replaceAll('\r', '');
}

/** Whether a text is a page of the manual. Where a distribution left the pages out, its `man` says so and reports success. */
export function isManual(text: string): boolean {
  return /^NAME$/m.test(text);
}

/**
 * The line, from 0, on which the manual begins to tell about a directive: where its name stands by itself or in a list of names, with or
 * without the form of its value, and less indented than what is told. Otherwise the first line that mentions it.
 */
export function lineOfDirective(text: string, directive: string): number | undefined {
  const lines = text.split('\n');
  const found = lines.findIndex((line) => isHeadingOf(line, directive));
  if (found >= 0) return found;
  const named = lines.findIndex((line) => line.includes(`${directive}=`));
  return named >= 0 ? named : undefined;
}

/** `       LoadCredential=ID[:PATH], LoadCredentialEncrypted=ID[:PATH]`. */
function isHeadingOf(line: string, directive: string): boolean {
  if (!/^ {2,10}[A-Z]\w*=/.test(line)) return false;
  return line
    .trim()
    .split(/,\s+/)
    .some((name) => name.startsWith(`${directive}=`));
}

/** A page of the manual, as other pages refer to it: `systemd.exec(5)`. */
export interface Reference {
  readonly page: string;
  readonly section: string;
}

/** Where a text refers to pages of the manual, with the offsets of each. */
export function referencesIn(text: string): readonly (Reference & { readonly from: number; readonly to: number })[] {
  // A page's own head and foot have its name in capitals.
  const names = [...text.matchAll(REFERENCE)].filter(([, page]) => /[a-z]/.test(page!));
  return names.map((match) => ({
    page: match[1]!,
    section: match[2]!,
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The page that a text names, and nothing else; undefined for anything that is no such name. */
export function readReference(text: unknown): Reference | undefined {
  const [found] = typeof text === 'string' ? referencesIn(text) : [];
  return found !== undefined && found.to - found.from === (text as string).length ? found : undefined;
}

/** Names begin with a letter or digit, so that none can be taken for an option of man. */
const REFERENCE = /(?<![\w.@:+-])([A-Za-z0-9][\w.@:+-]*)\((\d[a-z]*)\)/g;
