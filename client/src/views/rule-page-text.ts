/**
 * A rule's page as the editor's Markdown preview shows it best: each example with the name of its file above it, which stands in the
 * fence and would not be seen there, and in colours that the preview knows.
 */
export function rulePageText(page: string): string {
  return page.replaceAll(/^```systemd (\S+)$/gm, (_, file: string) => `\`${file}\`\n\n\`\`\`ini`);
}
