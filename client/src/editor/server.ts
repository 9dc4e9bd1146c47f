import {
  type CodeAction,
  type Event,
  EventEmitter,
  type ExtensionContext,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, FileChangeType, LanguageClientOptions } from 'vscode-languageclient';
import { COMMANDS, OPEN_FILE, SUGGEST_AGAIN } from '../../../server/src/protocol/commands.ts';
import type { Method, Params, Result, ServerNotifications } from '../../../server/src/protocol/requests.ts';
import type { Settings } from '../../../server/src/protocol/settings.ts';
import { UNIT_PATTERNS, type UnitFilter, unitSelector } from '../unit-files/unit-documents.ts';
import { announcing } from './announcing.ts';
import { inTurn } from './in-turn.ts';
import { type DeclaredCommand, wantedLenses, withTitles } from './lens-titles.ts';
import type { Platform } from './platform.ts';
import { readSettings, showsSecurityLens } from './settings.ts';

/** The language server, as the rest of the client sees it. It is started by the first unit file, or the first question. */
export interface Server {
  /** Asks what the table of protocol/requests.ts has. */
  request<M extends Method>(method: M, ...params: ParamsToGive<M>): Promise<Result<M>>;
  /** Something that the sockets view or an effective unit shows has changed. */
  readonly onUnitsChanged: Event<void>;
  restart(): Promise<void>;
  /** Has documents judged by the target that is chosen now, where that says something else. */
  tellTarget(): Promise<void>;
  /** Tells of files that were deleted a moment ago, which whoever watches them does only later. What is asked next is answered without them. */
  tellDeleted(uris: readonly string[]): Promise<void>;
  isUnit(document: TextDocument): boolean;
  /** The documents that are served, whatever their language is called. */
  readonly selector: readonly UnitFilter[];
  /** Resolves when the first unit file is seen, in the workspace or open. */
  readonly unitsSeen: Promise<void>;
}

/** A request without parameters is made without any. */
type ParamsToGive<M extends Method> = Params<M> extends undefined ? [] : [Params<M>];

/** @param aim What units are for by the target that was chosen. */
export function createServer(context: ExtensionContext, platform: Platform, aim: () => Settings['target']): Server {
  let known = JSON.stringify(aim());
  const settings = (): Settings => ({ ...readSettings(), target: aim() });
  const unitsChanged = new EventEmitter<void>();
  const selector = unitSelector(schemes());
  const declared: readonly DeclaredCommand[] = context.extension.packageJSON.contributes.commands;
  let started: Promise<BaseLanguageClient> | undefined;
  const client = () => {
    // After a failure, of which the client has told the person, the next question tries again.
    started ??= start(
      context,
      platform,
      options(selector, declared, settings, () => started),
      unitsChanged,
    ).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  // A client that is starting has read the settings already, and cannot be stopped before it has started.
  const restart = inTurn(async () => startAgain(await client()));
  let seen = () => {};
  const unitsSeen = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const wake = (document: TextDocument) => {
    if (!isUnit(document)) return;
    seen();
    client().catch(() => undefined);
  };
  const isUnit = (document: TextDocument) => languages.match(selector, document) > 0;

  context.subscriptions.push(
    unitsChanged,
    workspace.onDidOpenTextDocument(wake),
    // What a server announces is settled when it starts.
    workspace.onDidChangeConfiguration((event) => {
      if (started !== undefined && event.affectsConfiguration('systemd.featuresOff')) restart().catch(() => undefined);
    }),
    { dispose: () => void started?.then((running) => running.stop()) },
  );
  workspace.textDocuments.forEach(wake);
  void hasUnits().then((has) => {
    if (!has) return;
    seen();
    if (readSettings().diagnosticMode !== 'openFiles') client().catch(() => undefined);
  });

  return {
    request: async (method, ...params) => (await client()).sendRequest<Result<typeof method>>(method, params[0]),
    onUnitsChanged: unitsChanged.event,
    restart,
    tellTarget: async () => {
      const now = JSON.stringify(aim());
      if (now === known) return;
      known = now;
      await tellSettings(settings(), started);
    },
    tellDeleted: async (uris) => {
      const changes = uris.map((uri) => ({ uri, type: DELETED }));
      await (await client()).sendNotification('workspace/didChangeWatchedFiles', { changes });
    },
    isUnit,
    selector,
    unitsSeen,
  };
}

const DELETED = 3 satisfies typeof FileChangeType.Deleted;

async function startAgain(running: BaseLanguageClient): Promise<void> {
  // A server that hangs or has died cannot be stopped cleanly, and must still be replaced.
  await running.stop().catch(() => undefined);
  await running.start();
}

/** Whether the workspace has unit files, of which those that are not open may have diagnostics as well. */
async function hasUnits(): Promise<boolean> {
  for (const pattern of UNIT_PATTERNS) {
    const found = await workspace.findFiles(pattern, undefined, 1);
    if (found.length > 0) return true;
  }
  return false;
}

async function start(
  context: ExtensionContext,
  platform: Platform,
  clientOptions: LanguageClientOptions,
  unitsChanged: EventEmitter<void>,
): Promise<BaseLanguageClient> {
  const client = await platform.createClient(context, clientOptions);
  client.registerFeature(
    announcing({
      commands: [...COMMANDS, OPEN_FILE, SUGGEST_AGAIN],
      rulePages: true,
      unitsChanged: true,
    }),
  );
  client.onNotification('systemd/unitsChanged' satisfies keyof ServerNotifications, () => unitsChanged.fire());
  await client.start();
  return client;
}

function options(
  selector: ReturnType<typeof unitSelector>,
  declared: readonly DeclaredCommand[],
  settings: () => Settings,
  running: () => Promise<BaseLanguageClient> | undefined,
): LanguageClientOptions {
  return {
    documentSelector: selector,
    initializationOptions: settings,
    outputChannelName: 'systemd Language Server',
    middleware: {
      // The editor's section of that name also has settings of the client.
      workspace: { didChangeConfiguration: async () => tellSettings(settings(), running()) },
      provideCodeActions: async (document, range, context, token, next) => {
        const actions = await next(document, range, context, token);
        for (const action of actions ?? []) if ('kind' in action) openWithTheEditor(action);
        return actions;
      },
      provideCodeLenses: async (document, token, next) =>
        withTitles(wantedLenses(await next(document, token), showsSecurityLens()), declared),
    },
  };
}

/**
 * Has the editor itself open the file that an action creates. A command of ours with arguments lives only as long as the list of
 * actions that it came in, and the edit that goes before it often replaces that list.
 */
function openWithTheEditor(action: CodeAction): void {
  const { command, arguments: [file] = [] } = action.command ?? {};
  if (command !== OPEN_FILE || typeof file !== 'string') return;
  action.command = { title: action.title, command: 'vscode.open', arguments: [Uri.parse(file), { preview: false }] };
}

async function tellSettings(settings: Settings, running: Promise<BaseLanguageClient> | undefined): Promise<void> {
  const client = await running;
  await client?.sendNotification('workspace/didChangeConfiguration', { settings: { systemd: settings } });
}

/** Where documents come from: files, new documents, and the file systems of the workspace. */
function schemes(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)])];
}
