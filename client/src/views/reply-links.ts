import { type Disposable, DocumentLink, languages, Range, type TextDocument, Uri } from 'vscode';
import type { Sent } from '../commands/app.ts';
import { placeWords } from '../explain/crashes/crash.ts';
import type { Translate } from '../l10n.ts';
import { namedPlaces } from './place-links.ts';

/** Leads from the places that a reply's page names to the files: those of the workspace, or of this machine where it ran here. */
export function createReplyLinks(sent: ReadonlyMap<string, Sent>, t: Translate): Disposable {
  return languages.registerDocumentLinkProvider(
    { scheme: 'systemd-reply' },
    {
      provideDocumentLinks: (document) => {
        const about = sent.get(document.uri.toString());
        if (about === undefined) return [];
        const words = about.places.map((place) => ({ ...place, words: placeWords(place, t) }));
        return namedPlaces(document.getText(), words).flatMap(({ from, to, path, line }) => {
          const file = fileAt(about, path);
          return file === undefined
            ? []
            : [new DocumentLink(rangeOf(document, from, to), file.with({ fragment: `L${line}` }))];
        });
      },
    },
  );
}

function fileAt({ handlers, here }: Sent, path: string): Uri | undefined {
  const source = handlers.find((handler) => handler.path === path)?.file;
  if (source !== undefined) return Uri.parse(source);
  return here && path.startsWith('/') ? Uri.file(path) : undefined;
}

function rangeOf(document: TextDocument, from: number, to: number): Range {
  return new Range(document.positionAt(from), document.positionAt(to));
}
