import type { Translate } from '../l10n.ts';
import { escapeHtml } from './escape-html.ts';

/** What a page of the editor's own browser shows. */
export interface WebPage {
  readonly title: string;
  readonly style: string;
  /** Markup of our own, in which all texts are escaped. */
  readonly body: string;
  readonly script: string;
}

/** A whole page. Its policy admits one style sheet and one script, by the nonce, and nothing from elsewhere. */
export function webPage({ title, style, body, script }: WebPage, nonce: string, t: Translate): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(t('en'))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>${body}</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}
