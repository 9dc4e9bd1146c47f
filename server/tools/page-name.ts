/** Whether a file of documentation is a source: Markdown, but for translations, `NAME.LANGUAGE.md`, which are texts of their language. */
export function isPage(name: string): boolean {
  return /^[^.]+\.md$/.test(name);
}
