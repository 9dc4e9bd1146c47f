import type { Connection, Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { diagnose } from '../core/findings/run.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { type Presentation, toDiagnostic } from './to-lsp.ts';
import { turn } from './turn.ts';
import { pathOf } from './uri.ts';

/** The diagnostics of a document as LSP has them; none for a document that is no unit file. */
export function diagnosticsOf(snapshot: Snapshot, uri: string, presentation: Presentation): LspDiagnostic[] {
  const file = snapshot.file(pathOf(uri));
  return file ? diagnose(snapshot, file).map((diagnostic) => toDiagnostic(snapshot, diagnostic, presentation)) : [];
}

/** Sends diagnostics to clients that do not ask for them themselves. */
export interface Publisher {
  /** Something changed: sends what the open documents have now, once for any number of calls in the same turn. */
  changed(): void;
}

/**
 * @param open The URIs of the open documents, with their versions.
 */
export function createPublisher(
  connection: Connection,
  snapshot: () => Snapshot,
  open: () => Iterable<{ readonly uri: string; readonly version: number }>,
  presentation: () => Presentation,
): Publisher {
  let waiting = false;
  return {
    changed() {
      if (waiting) return;
      waiting = true;
      void turn().then(() => {
        waiting = false;
        try {
          const now = snapshot();
          for (const { uri, version } of open()) {
            void connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(now, uri, presentation()) });
          }
        } catch (error) {
          connection.console.error(`Diagnostics failed: ${error instanceof Error ? error.stack : String(error)}`);
        }
      });
    },
  };
}
