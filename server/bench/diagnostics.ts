import type { LspClient } from '../test/lsp-client.ts';

/** The version tells which edit the diagnostics belong to. */
export const CAPABILITIES = { textDocument: { publishDiagnostics: { versionSupport: true } } };

/** Waits for the diagnostics of a version of a document. Ends the measurement where they do not come. */
export function nextDiagnostics(client: LspClient, uri: string, version: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no diagnostics of ${uri}, version ${version}, in 30 s`)), 30_000);
    const listener = client.connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; version?: number }) => {
        if (params.uri !== uri || params.version !== version) return;
        clearTimeout(late);
        listener.dispose();
        resolve();
      },
    );
  });
}
