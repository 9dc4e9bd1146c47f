import type { Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../core/workspace/host.ts';
import { pathOf } from './uri.ts';

/** The documents that the editor has open (LSP text synchronisation), fed to the host as they change. */
export interface Documents {
  all(): Iterable<OpenDocument>;
  open(uri: string): OpenDocument | undefined;
  /** Open documents by the path under which the host has them. */
  at(path: string): Iterable<OpenDocument>;
}

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
}

export interface DocumentEvents {
  /** Runs before a document is judged for the first time. */
  readonly opening: (path: string) => void;
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
}

export function listenToDocuments(connection: Connection, host: Host, events: DocumentEvents): Documents {
  const open = new Map<string, TextDocument>();
  const byPath = new Map<string, Set<TextDocument>>();

  const take = (document: TextDocument, path: string): void => {
    host.apply([{ path, layer: 'editor', text: document.getText() }]);
    events.changed(document.uri);
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const path = pathOf(uri);
    const document = TextDocument.create(uri, languageId, version, text);
    open.set(uri, document);
    byPath.set(path, (byPath.get(path) ?? new Set()).add(document));
    events.opening(path);
    take(document, path);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = open.get(textDocument.uri);
    // The document itself is updated (vscode-languageserver-textdocument).
    if (document) take(TextDocument.update(document, contentChanges, textDocument.version), pathOf(document.uri));
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const path = pathOf(uri);
    const document = open.get(uri);
    open.delete(uri);
    if (document) byPath.get(path)?.delete(document);
    // The same file may be open under another spelling of its URI.
    const other = [...(byPath.get(path) ?? [])].at(-1);
    if (!other) byPath.delete(path);
    host.apply([{ path, layer: 'editor', text: other?.getText() }]);
    events.closed(uri);
  });

  return { all: () => open.values(), open: (uri) => open.get(uri), at: (path) => byPath.get(path) ?? [] };
}
