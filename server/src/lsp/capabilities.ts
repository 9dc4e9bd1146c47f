import { type InitializeParams, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerAbilities } from '../protocol/abilities.ts';
import { FEATURES } from './features.ts';

/** The capabilities that the server announces: LSP's, and those beyond LSP. */
export function capabilitiesFor(
  { capabilities }: InitializeParams,
  abilities: ServerAbilities,
): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    ...Object.assign({}, ...FEATURES.map((feature) => feature.capabilities(capabilities))),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    experimental: { systemd: abilities },
  };
}
