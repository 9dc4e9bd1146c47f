/** Escapes text for an LSP snippet, also inside the default of a tab stop (LSP 3.17, snippet syntax). */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A tab stop at which one of a few words is chosen. */
export function choiceStop(words: readonly string[]): string {
  return `\${1|${words.map((word) => word.replace(/[\\,|}$]/g, '\\$&')).join(',')}|}`;
}

/** The plain text of a snippet, with defaults and first choices, for clients without snippet support. */
export function plainSnippet(snippet: string): string {
  return snippet.replace(SNIPPET_PART, (_whole, escaped?: string, byDefault?: string, choice?: string) => {
    if (escaped !== undefined) return escaped;
    const kept = byDefault ?? choice;
    return kept === undefined ? '' : kept.replace(/\\(.)/g, '$1');
  });
}

/** An escaped character, a stop with a default, a stop with choices (of which the first is kept), and an empty stop. */
const SNIPPET_PART =
  /\\([\\$}])|\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}|\$\{?\d+\}?/g;
