import type { Range } from './range.ts';

/** Replaces one stretch of a text. An insertion has an empty range. What is put in may be a message, which has words for people. */
export interface TextEdit<Text = string> {
  readonly range: Range;
  readonly newText: Text;
}

/** Applies edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to);
  let out = '';
  let at = 0;
  for (const edit of sorted) {
    out += text.slice(at, edit.range.from) + edit.newText;
    at = edit.range.to;
  }
  return out + text.slice(at);
}
