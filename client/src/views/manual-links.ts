import { type Disposable, DocumentLink, languages, Range, Uri } from 'vscode';
import { referencesIn } from './manual-text.ts';

/** The pages that a page of the manual refers to, a click away. */
export function createManualLinks(): Disposable {
  return languages.registerDocumentLinkProvider(
    { scheme: 'systemd-manual' },
    {
      provideDocumentLinks: (document) =>
        referencesIn(document.getText()).map(({ page, section, from, to }) => {
          const argument = encodeURIComponent(JSON.stringify([`${page}(${section})`]));
          const target = Uri.parse(`command:systemd.showManual?${argument}`);
          return new DocumentLink(new Range(document.positionAt(from), document.positionAt(to)), target);
        }),
    },
  );
}
