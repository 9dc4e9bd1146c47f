import { type InitializeParams, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerAbilities } from '../protocol/abilities.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';
import { LEGEND } from './semantic-tokens.ts';

/** What the server tells a client that it can do, and what beyond LSP. */
export function capabilitiesFor(
  { capabilities }: InitializeParams,
  abilities: ServerAbilities,
): InitializeResult['capabilities'] {
  const asksForRanges = Boolean(capabilities.textDocument?.semanticTokens?.requests?.range);
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    hoverProvider: true,
    completionProvider: {
      triggerCharacters: ['[', '=', '%', ':', '@', '~', '/', '-', ' ', '+', '!', '|', '$', '{', ','],
      resolveProvider: true,
    },
    signatureHelpProvider: { triggerCharacters: ['=', ':', ' '] },
    codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
    codeLensProvider: {},
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentLinkProvider: {},
    documentHighlightProvider: true,
    selectionRangeProvider: true,
    workspaceSymbolProvider: true,
    // A client that can ask for what it shows is not sent thousands of lines at each key press.
    semanticTokensProvider: { legend: LEGEND, range: true, full: !asksForRanges },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    experimental: { systemd: abilities },
  };
}
