import { type Connection, DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import {
  type Crashed,
  causeOf,
  INTERNAL_ERROR,
  internalError,
  isInternalError,
} from '../core/findings/internal-error.ts';
import { DIAGNOSTICS, diagnose } from '../core/findings/run.ts';
import { render } from '../core/text/message.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Presentation } from './presentation.ts';
import type { Scene } from './scene.ts';
import { SOURCE } from './source.ts';
import { stackOf } from './stack-of.ts';
import { toDiagnostic } from './to-lsp.ts';
import { turn } from './turn.ts';
import { unawaited } from './unawaited.ts';
import { pathOf } from './uri.ts';

/**
 * The diagnostics of a document as LSP has them; none for a document that is no unit file. Where judging it, or a part of it, fails by a
 * fault of ours, a diagnostic says so, and `log` takes the stack trace: the rest and other documents are not affected.
 */
export function diagnosticsOf(
  snapshot: Snapshot,
  uri: string,
  presentation: Presentation,
  log: (text: string) => void,
): LspDiagnostic[] {
  const path = pathOf(uri);
  const told = (error: unknown): void => {
    log(`The diagnostics of ${uri} failed: ${stackOf(causeOf(error))}`);
  };
  const failed = (crashed: Crashed, error: unknown): LspDiagnostic => {
    told(error);
    return {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      severity: DiagnosticSeverity.Warning,
      code: INTERNAL_ERROR,
      source: SOURCE,
      message: render(internalError(path, crashed, error), presentation.language),
    };
  };
  try {
    const file = snapshot.file(path);
    if (!file) return [];
    return diagnose(snapshot, file).map((diagnostic) => {
      if (isInternalError(diagnostic)) told(diagnostic.error);
      try {
        return toDiagnostic(snapshot, diagnostic, presentation);
      } catch (error) {
        return failed({ kind: 'rule', code: diagnostic.code }, error);
      }
    });
  } catch (error) {
    return [failed({ kind: 'file' }, error)];
  }
}

/**
 * Makes a function that gives the open documents whose diagnostics may have changed since the last call: those that were computed
 * from something that changed, and all documents after a change of settings.
 */
export function watchDiagnostics(snapshot: () => Snapshot, documents: Documents): () => ReadonlySet<OpenDocument> {
  let last = snapshot();
  // What is outdated is noted from the first call on.
  last.memory.takeOutdated(DIAGNOSTICS);
  return () => {
    const now = snapshot();
    const outdated = now.memory.takeOutdated(DIAGNOSTICS);
    const isSame = now.settings === last.settings && now.isSurveyed === last.isSurveyed;
    last = now;
    if (!isSame) return new Set(documents.all());
    const affected = new Set<OpenDocument>();
    for (const path of outdated) for (const document of documents.at(path)) affected.add(document);
    return affected;
  };
}

/** Pushes diagnostics to clients that do not pull them. */
export interface Publisher {
  /**
   * Something changed: pushes the diagnostics of the open documents that depend on it, once for all calls in the same turn.
   *
   * @param uri A document that was opened or edited, which is answered in any case.
   */
  changed(uri?: string): void;
}

export function createPublisher(
  connection: Connection,
  { snapshot, presentation, isOff }: Scene,
  documents: Documents,
): Publisher {
  const affected = watchDiagnostics(snapshot, documents);
  const edited = new Set<string>();
  let isWaiting = false;
  const send = ({ uri, version }: OpenDocument): void => {
    const log = (text: string): void => connection.console.error(text);
    const diagnostics = isOff?.('diagnostics') ? [] : diagnosticsOf(snapshot(), uri, presentation, log);
    const known = presentation.diagnostics.versions ? { version } : {};
    unawaited(connection, connection.sendDiagnostics({ uri, ...known, diagnostics }));
  };
  const publish = (): void => {
    isWaiting = false;
    const all = new Set([...edited].flatMap((uri) => documents.open(uri) ?? []));
    edited.clear();
    for (const document of affected()) all.add(document);
    for (const document of all) send(document);
  };
  return {
    changed(uri) {
      if (uri !== undefined) edited.add(uri);
      if (isWaiting) return;
      isWaiting = true;
      void turn().then(publish);
    },
  };
}
