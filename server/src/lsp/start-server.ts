import {
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  type MessageReader,
  MessageType,
  type MessageWriter,
  ShowMessageNotification,
  ShowMessageRequest,
  WatchKind,
} from 'vscode-languageserver';
import { PROJECT_FILE } from '../core/findings/project-file.ts';
import { languageFrom } from '../core/text/language.ts';
import { type Message, render, say } from '../core/text/message.ts';
import { createHost } from '../core/workspace/host.ts';
import { baseName } from '../core/workspace/paths.ts';
import type { Settings } from '../core/workspace/settings.ts';
import { policiesFrom } from '../disk/project-files.ts';
import type { ClientNotifications, ServerNotifications } from '../protocol/requests.ts';
import { QUADLET_TYPES, UNIT_TYPES } from '../protocol/unit-paths.ts';
import { capabilitiesFor } from './capabilities.ts';
import { checkedMessages } from './checked-messages.ts';
import { createPublisher } from './diagnostics.ts';
import { listenToDocuments } from './documents.ts';
import { FEATURES } from './features.ts';
import { createGivenFiles } from './given-files.ts';
import { createGuard, type Guard } from './guard.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { FILE_EVENT } from './notification-params.ts';
import { OWN_METHODS, registerOwnHandlers } from './own-handlers.ts';
import { presentationFor } from './presentation.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import type { Runtime } from './runtime.ts';
import type { Scene } from './scene.ts';
import {
  readAbilities,
  readDiagnosticMode,
  readFeaturesOff,
  readHintMode,
  readPolicy,
  readSettings,
} from './settings.ts';
import { unawaited } from './unawaited.ts';
import { isElsewhere, pathOf, uriOf } from './uri.ts';
import { registerWorkspaceDiagnostics } from './workspace-diagnostics.ts';
import { createWorkspaceFiles } from './workspace-files.ts';

/** Where messages come from and go to. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** A server that runs. */
export interface Server extends Pick<Lifecycle, 'isShutDown'> {
  dispose(): void;
}

/**
 * Serves one client until it ends. The same for every host: what differs is in `runtime`.
 *
 * @param connect Makes the connection of the host, over a reader that passes on only what is well formed.
 */
export function startServer(
  { reader, writer }: Transport,
  connect: (reader: MessageReader, writer: MessageWriter) => Connection,
  runtime: Runtime,
): Server {
  const connection = connect(checkedMessages(reader, writer), writer);
  const { check, isShutDown } = createLifecycle(connection, (params) =>
    serve(connection, runtime, createGuard(connection, check), params),
  );
  connection.listen();
  return { isShutDown, dispose: () => connection.dispose() };
}

/** Answers a client that has said what it is and can do, in `initialize`. */
function serve(connection: Connection, runtime: Runtime, guard: Guard, params: InitializeParams): InitializeResult {
  const client = params.capabilities;
  const abilities = readAbilities(client);
  const presentation = presentationFor(client, languageFrom(runtime.texts(params.locale)), params.clientInfo?.name);
  let folders = foldersOf(params);
  let sent: unknown = params.initializationOptions;
  let off = readFeaturesOff(sent);
  const host = createHost(settings());
  const files = createWorkspaceFiles(host, runtime, (text) => connection.console.error(text));
  // A server that has a disk reads it itself, and knows of nothing that is elsewhere what there is beside it.
  const given = runtime.disk ? undefined : createGivenFiles(host, (text) => connection.console.error(text));
  if (runtime.disk) host.survey((path) => !isElsewhere(path));
  if (abilities.diskFiles) given?.expect();

  const pulls = client.textDocument?.diagnostic !== undefined;
  const documents = listenToDocuments(connection, host, {
    opening: (path) => files.readAround(path),
    changed: (uri) => changed(uri),
    closed: (uri) => {
      const path = pathOf(uri);
      // What was saved or deleted meanwhile is what counts now, also where nobody watches the files.
      if (!isElsewhere(path)) files.reread([path]);
      if ([...documents.at(path)].length === 0) files.closed(path);
      if (!pulls) unawaited(connection, connection.sendDiagnostics({ uri, diagnostics: [] }));
      ofWorkspace.closed(uri);
      changed(uri);
    },
  });
  const scene: Scene = {
    snapshot: host.snapshot,
    runtime,
    folders: () => folders,
    presentation,
    hints: () => readHintMode(sent),
    isOff: (feature) => off.has(feature),
    givenRenames: new Set(),
    // A client that says nothing of such requests may leave them unanswered.
    ask: client.window?.showMessage ? ask : undefined,
    warn,
  };
  const publisher = createPublisher(connection, scene, documents);
  const pulling = registerPullDiagnostics(connection, guard, scene, documents, refresh);
  const ofWorkspace = registerWorkspaceDiagnostics(connection, guard, scene, documents, {
    pulls,
    showsProgress: client.window?.workDoneProgress === true,
    mode: () => readDiagnosticMode(sent),
  });
  for (const feature of FEATURES) feature.register(connection, guard, scene);
  registerOwnHandlers(connection, guard, scene);

  connection.onInitialized(() => {
    if (runtime.disk && client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      unawaited(connection, connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS }));
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      unawaited(
        connection,
        connection.client.register(DidChangeConfigurationNotification.type, { section: 'systemd' }),
      );
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        folders = [...folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => pathOf(uri))];
        files.readFolders(folders, foldersRead);
      });
    }
    files.readFolders(folders, foldersRead);
    if (!runtime.disk && !abilities.diskFiles) ofWorkspace.ready();
  });

  connection.onDidChangeConfiguration(({ settings: given }) => {
    const section = (given as { systemd?: unknown } | null)?.systemd;
    if (section === undefined || section === null) return;
    sent = section;
    off = readFeaturesOff(sent);
    host.configure(settings());
    files.forget();
    for (const { uri } of documents.all()) files.readAround(pathOf(uri));
    workspaceChanged();
    if (client.workspace?.inlayHint?.refreshSupport) {
      unawaited(connection, connection.sendRequest(InlayHintRefreshRequest.type));
    }
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths: string[] = [];
    for (const [index, change] of changes.entries()) {
      const wrong = FILE_EVENT(change, `params.changes[${index}]`);
      if (wrong) connection.console.error(`workspace/didChangeWatchedFiles: ${wrong}`);
      else paths.push(pathOf(change.uri));
    }
    const isPolicyNew = paths.some((path) => baseName(path) === PROJECT_FILE);
    if (isPolicyNew) host.configure(settings());
    if (files.reread(paths) || isPolicyNew) workspaceChanged();
  });

  connection.onNotification('systemd/diskFiles' satisfies keyof ClientNotifications, (params: unknown) => {
    given?.take(params);
    if (!given) return;
    workspaceChanged();
    ofWorkspace.ready();
  });

  return {
    serverInfo: { name: 'systemd-socket-units' },
    capabilities: capabilitiesFor(client, { requests: OWN_METHODS, diskFiles: given !== undefined }, (name) =>
      off.has(name),
    ),
  };

  /** What the client wants, and the project files of the disk as they are now. */
  function settings(): Settings {
    const policyOf = policiesFrom({ disk: runtime.disk, chosen: readPolicy(sent), tell: tellOfProjectFile });
    return { ...readSettings(sent, runtime), policyOf };
  }

  function tellOfProjectFile(path: string, problems: Message): void {
    const text = render(say`${path}: ${problems}`, presentation.language);
    connection.console.warn(text);
    warn(text);
  }

  function warn(message: string): void {
    unawaited(
      connection,
      connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
    );
  }

  async function ask(message: string, choices: readonly string[]): Promise<number | undefined> {
    const actions = choices.map((title) => ({ title }));
    const chosen = await connection.sendRequest(ShowMessageRequest.type, { type: MessageType.Info, message, actions });
    const index = choices.indexOf(chosen?.title ?? '');
    return index < 0 ? undefined : index;
  }

  function refresh(): void {
    if (!client.workspace?.diagnostics?.refreshSupport) return;
    unawaited(connection, connection.sendRequest(DiagnosticRefreshRequest.type));
  }

  function changed(uri: string): void {
    if (pulls) pulling.changed(uri);
    else publisher.changed(uri);
    ofWorkspace.changed(uri);
    tellUnitsChanged();
  }

  function tellUnitsChanged(): void {
    if (!abilities.unitsChanged) return;
    unawaited(connection, connection.sendNotification('systemd/unitsChanged' satisfies keyof ServerNotifications));
  }

  function foldersRead(hasNews: boolean): void {
    if (hasNews) workspaceChanged();
    ofWorkspace.ready();
  }

  /** Something other than an open document changed, which can matter to all of them. */
  function workspaceChanged(): void {
    if (pulls) refresh();
    else publisher.changed();
    ofWorkspace.changed();
    tellUnitsChanged();
  }
}

/** The folders of the workspace, as paths. Older clients know of one at most: `rootUri`, before it `rootPath` (LSP 3.17, initialize). */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders.map(({ uri }) => pathOf(uri));
  if (rootUri) return [pathOf(rootUri)];
  return rootPath ? [pathOf(uriOf(rootPath))] : [];
}

const TYPES = `{${UNIT_TYPES.join(',')}}`;
const WATCHERS = [
  { globPattern: `**/*.${TYPES}` },
  // Sources such as `a.service.in`.
  { globPattern: `**/*.${TYPES}.*` },
  { globPattern: '**/*.d/*.conf*' },
  { globPattern: `**/*.{${QUADLET_TYPES.join(',')}}` },
  { globPattern: `**/${PROJECT_FILE}` },
  // Where a folder is made or deleted, mostly only that is told, and not what is in it.
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];
