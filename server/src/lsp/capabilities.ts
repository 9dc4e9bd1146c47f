import {
  type ClientCapabilities,
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ServerAbilities } from '../protocol/abilities.ts';
import type { FeatureName } from '../protocol/settings.ts';
import { featureOf } from './feature-names.ts';
import { FEATURES } from './features.ts';

/**
 * The capabilities that the server announces: LSP's, and those beyond LSP.
 *
 * @param isOff Says which features the person has from another server.
 */
export function capabilitiesFor(
  client: ClientCapabilities,
  abilities: ServerAbilities,
  isOff: (feature: FeatureName) => boolean,
): InitializeResult['capabilities'] {
  const wanted = FEATURES.filter(({ method }) => {
    const name = featureOf(method);
    return name === undefined || !isOff(name);
  });
  const announced: ServerCapabilities = Object.assign({}, ...wanted.map((feature) => feature.capabilities(client)));
  return {
    // Every client has it, whatever else it has (LSP 3.17, PositionEncodingKind).
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(!isOff('diagnostics') && {
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    }),
    ...announced,
    workspace: { ...announced.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
    experimental: { systemd: abilities },
  };
}
