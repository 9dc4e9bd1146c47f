/** What a page says first: the first sentence of its text, on one line. */
export function summaryOf(page: string): string {
  const text = page
    .split(/^## /m)[0]!
    .replace(/^# .*\n|^- \*\*.*\n/gm, '')
    .trim()
    .replaceAll('\n', ' ');
  return /^.*?[.:](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
}
