import {
  type ClientCapabilities,
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ServerAbilities } from '../protocol/abilities.ts';
import { FEATURES } from './features.ts';

/** The capabilities that the server announces: LSP's, and those beyond LSP. */
export function capabilitiesFor(
  client: ClientCapabilities,
  abilities: ServerAbilities,
): InitializeResult['capabilities'] {
  const announced: ServerCapabilities = Object.assign({}, ...FEATURES.map((feature) => feature.capabilities(client)));
  return {
    // Every client has it, whatever else it has (LSP 3.17, PositionEncodingKind).
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    ...announced,
    workspace: { ...announced.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
    experimental: { systemd: abilities },
  };
}
