import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { diagnosticResult } from './diagnostic-result.ts';
import type { OpenDocument } from './documents.ts';
import type { Scene } from './scene.ts';
import { uriOf } from './uri.ts';
import { isToldElsewhere } from './workspace-scope.ts';

/** What a client shows: by path, the id of the diagnostics, or an empty one where it may show some that nobody knows. */
export type Shown = Map<string, string>;

export interface ReportOptions {
  /** The document, where the file is open. */
  readonly open: OpenDocument | undefined;
  /** Whether the file is to have diagnostics. */
  readonly isWanted: boolean;
  /** Is brought up to date. */
  readonly shown: Shown;
  readonly log: (text: string) => void;
}

/**
 * The report on one file (LSP 3.17, workspace/diagnostic). A file without diagnostics is reported only where the client may show some of
 * it, and without an id, so that nobody speaks of it any more.
 */
export function reportOn(
  scene: Scene,
  path: string,
  { open, isWanted, shown, log }: ReportOptions,
): WorkspaceDocumentDiagnosticReport | undefined {
  const uri = open?.uri ?? uriOf(path);
  const version = open?.version ?? null;
  const isOurs = isWanted && !isToldElsewhere(scene.snapshot(), path, scene.folders());
  const result = isOurs ? diagnosticResult(scene, uri, log) : undefined;
  const known = shown.get(path);
  if (!result?.id) {
    shown.delete(path);
    return known === undefined ? undefined : { kind: 'full', uri, version, items: [] };
  }
  const { id: resultId } = result;
  if (known === resultId) return { kind: 'unchanged', uri, version, resultId };
  shown.set(path, resultId);
  return { kind: 'full', uri, version, resultId, items: result.items() };
}
