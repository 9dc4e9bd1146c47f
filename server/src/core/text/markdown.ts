/**
 * Escapes text from a unit file for a paragraph of Markdown: no character of it can begin markup, a link, an image or HTML.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>&~]/g, '\\$&')
    .replace(/^(\s*)([-+#=|])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** Text from a unit file as inline code, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  let longest = 0;
  for (const [run] of flat.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  // Spaces at both ends separate backticks of the text from the fence; without them an empty text would be no code span.
  return longest > 0 || flat.trim() === '' ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/**
 * The plain text of Markdown that core makes, for clients that show no markup: without code fences, emphasis and escapes, and with
 * the targets of links in parentheses.
 */
export function plainText(markdown: string): string {
  let out = '';
  let at = 0;
  for (const fenced of markdown.matchAll(/^(`{3,})[^\n`]*\n([\s\S]*?)\n?^\1$/gm)) {
    out += plainInline(markdown.slice(at, fenced.index)) + fenced[2]!;
    at = fenced.index + fenced[0].length;
  }
  return out + plainInline(markdown.slice(at));
}

function plainInline(markdown: string): string {
  return markdown.replace(
    INLINE,
    (whole, escaped?: string, _fence?: string, code?: string, label?: string, target?: string, stressed?: string) => {
      if (escaped !== undefined) return escaped;
      if (code !== undefined) return /^ [\s\S]* $/.test(code) && /[^ ]/.test(code) ? code.slice(1, -1) : code;
      if (label !== undefined) return `${plainInline(label)} (${target})`;
      if (stressed !== undefined) return plainInline(stressed);
      return whole === '**' ? '' : whole;
    },
  );
}

/**
 * An escaped character, a code span, backticks that begin none, a link, a word between underscores, and the marks of bold text. What is
 * longer than any of them should be stays as it is, so that each mark is looked for within a limit.
 */
const INLINE =
  /\\([!-/:-@[-`{-~])|(`{1,100})(?!`)([\s\S]{0,4095}?[^`])\2(?!`)|`+|\[((?:\\.|[^\\\]]){0,1000})\]\(([^)\s]{0,4000})\)|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]{0,1000}[^\s_])_(?![\p{L}\p{N}_])|\*\*/gu;

/** The blocks of a Markdown text that stand between fences, which are its examples. */
export const FENCED = /^```[\s\S]*?^```$/gm;
