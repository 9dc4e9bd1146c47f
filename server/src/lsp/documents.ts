import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../core/workspace/host.ts';
import { pathOf } from './uri.ts';

/** The documents that the editor has open (LSP text synchronisation), fed to the host as they change. */
export interface Documents {
  all(): Iterable<{ readonly uri: string; readonly version: number }>;
}

export interface DocumentEvents {
  /** Before the first time a document is judged. */
  readonly opening: (path: string) => void;
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

export function listenToDocuments(connection: Connection, host: Host, events: DocumentEvents): Documents {
  const open = new Map<string, TextDocument>();

  const take = (document: TextDocument): void => {
    open.set(document.uri, document);
    host.apply([{ path: pathOf(document.uri), layer: 'editor', text: document.getText() }]);
    events.changed(document.uri);
  };

  connection.onDidOpenTextDocument(({ textDocument }) => {
    events.opening(pathOf(textDocument.uri));
    take(TextDocument.create(textDocument.uri, textDocument.languageId, textDocument.version, textDocument.text));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = open.get(textDocument.uri);
    if (document) take(TextDocument.update(document, contentChanges, textDocument.version));
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    open.delete(textDocument.uri);
    host.apply([{ path: pathOf(textDocument.uri), layer: 'editor', text: undefined }]);
    events.closed(textDocument.uri);
  });

  return { all: () => open.values() };
}
