import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { createHost } from '../core/workspace/host.ts';
import type { ClientNotifications, ServerNotifications } from '../protocol/requests.ts';
import { UNIT_TYPES } from '../protocol/unit-paths.ts';
import { capabilitiesFor } from './capabilities.ts';
import { createPublisher } from './diagnostics.ts';
import { listenToDocuments } from './documents.ts';
import { FEATURES } from './features.ts';
import { createGivenFiles } from './given-files.ts';
import { createGuard } from './guard.ts';
import { OWN_METHODS, registerOwnHandlers } from './own-handlers.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import type { Runtime } from './runtime.ts';
import type { Scene } from './scene.ts';
import { presentationFor, readAbilities, readSettings } from './settings.ts';
import { pathOf } from './uri.ts';
import { createWorkspaceFiles } from './workspace-files.ts';

/** Serves one client over a connection until that ends. The same for every host: what differs is in `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const host = createHost(readSettings(undefined, runtime));
  const files = createWorkspaceFiles(host, runtime);
  // A server that has a disk reads it itself.
  const given = runtime.disk ? undefined : createGivenFiles(host);
  let client: InitializeParams | undefined;
  let abilities = readAbilities({});
  let folders: readonly string[] = [];
  let presentation = presentationFor({});

  const documents = listenToDocuments(connection, host, {
    opening: (path) => files.readAround(path),
    changed: (uri) => changed(uri),
    closed: (uri) => {
      if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
      changed(uri);
    },
  });
  const publisher = createPublisher(connection, host.snapshot, documents, () => presentation);
  const guard = createGuard(connection);
  const scene: Scene = {
    snapshot: host.snapshot,
    runtime,
    folders: () => folders,
    presentation: () => presentation,
  };
  const pulling = registerPullDiagnostics(connection, guard, scene, documents, refresh);
  for (const feature of FEATURES) feature.register(connection, guard, scene);
  registerOwnHandlers(connection, guard, scene);

  connection.onInitialize((params): InitializeResult => {
    client = params;
    folders = (params.workspaceFolders ?? []).map(({ uri }) => pathOf(uri));
    host.configure(readSettings(params.initializationOptions, runtime));
    presentation = presentationFor(params.capabilities);
    abilities = readAbilities(params.capabilities);
    if (abilities.diskFiles) given?.expect();
    const capabilities = capabilitiesFor(params, { requests: OWN_METHODS, diskFiles: given !== undefined });
    return { serverInfo: { name: 'systemd-socket-units' }, capabilities };
  });

  connection.onInitialized(() => {
    if (runtime.disk && client?.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
    }
    if (client?.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'systemd' });
    }
    if (client?.capabilities.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        folders = [...folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => pathOf(uri))];
        files.readFolders(folders, workspaceChanged);
      });
    }
    files.readFolders(folders, workspaceChanged);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    const sent = (settings as { systemd?: unknown } | null)?.systemd;
    if (sent === undefined || sent === null) return;
    host.configure(readSettings(sent, runtime));
    files.forget();
    for (const { uri } of documents.all()) files.readAround(pathOf(uri));
    workspaceChanged();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) files.reread(pathOf(uri));
    workspaceChanged();
  });

  connection.onNotification('systemd/diskFiles' satisfies keyof ClientNotifications, (params: unknown) => {
    given?.take(params);
    if (given) workspaceChanged();
  });

  connection.listen();

  function pulls(): boolean {
    return client?.capabilities.textDocument?.diagnostic !== undefined;
  }

  function refresh(): void {
    if (client?.capabilities.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  }

  function changed(uri: string): void {
    if (pulls()) pulling.changed(uri);
    else publisher.changed(uri);
    tellUnitsChanged();
  }

  function tellUnitsChanged(): void {
    if (!abilities.unitsChanged) return;
    void connection.sendNotification('systemd/unitsChanged' satisfies keyof ServerNotifications);
  }

  /** Something other than an open document changed, which can matter to all of them. */
  function workspaceChanged(): void {
    if (pulls()) refresh();
    else publisher.changed();
    tellUnitsChanged();
  }
}

const WATCHERS = [{ globPattern: `**/*.{${UNIT_TYPES.join(',')}}` }, { globPattern: '**/*.d/*.conf' }];
