import type { Connection, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { diagnosticResult } from './diagnostic-result.ts';
import { watchDiagnostics } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Scene } from './scene.ts';

/** Answers clients that ask for the diagnostics of a document, and tells them when to ask again. */
export interface PullDiagnostics {
  /** A document changed or was closed: the client asks for that one itself, but cannot know which others it matters to. */
  changed(uri: string): void;
}

/**
 * Registers the request (LSP 3.17, textDocument/diagnostic). VS Code's client asks for other documents one after the other at
 * intervals, and not for one that has just become visible; so it is told as soon as the diagnostics of one of them
 * have changed.
 *
 * @param refresh Has the client ask for all of them again.
 */
export function registerPullDiagnostics(
  connection: Connection,
  guard: Guard,
  scene: Scene,
  documents: Documents,
  refresh: () => void,
): PullDiagnostics {
  const affected = watchDiagnostics(scene.snapshot, documents);
  const given = new Map<string, string>();
  const changed = new Set<string>();
  const log = (text: string) => connection.console.error(text);
  const now = (uri: string) => diagnosticResult(scene, uri, log);

  connection.languages.diagnostics.on(
    guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      'diagnostics',
      { kind: 'full', items: [] },
      ({ textDocument: { uri }, previousResultId }) => {
        const { id: resultId, items } = now(uri);
        if (documents.open(uri)) given.set(uri, resultId);
        return previousResultId === resultId
          ? { kind: 'unchanged', resultId }
          : { kind: 'full', resultId, items: items() };
      },
    ),
  );

  const compare = (): void => {
    for (const uri of changed) if (!documents.open(uri)) given.delete(uri);
    // Of several that changed, one may have been asked about before the next one changed.
    const only = changed.size === 1 ? [...changed][0] : undefined;
    changed.clear();
    const hasOthers = ({ uri }: OpenDocument): boolean =>
      uri !== only && given.has(uri) && now(uri).id !== given.get(uri);
    if ([...affected()].some(hasOthers)) refresh();
  };
  return {
    changed(uri) {
      if (changed.size === 0) setTimeout(compare, PAUSE_MS);
      changed.add(uri);
    },
  };
}

/** Long enough for the answer about the edited document to go first, too short for the delay of the others to be seen. */
const PAUSE_MS = 50;
