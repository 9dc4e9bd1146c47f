import {
  type CodeAction,
  type Event,
  EventEmitter,
  type ExtensionContext,
  l10n,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  COMPARE_METHOD,
  type CompareResult,
  type DocumentPosition,
  EFFECTIVE_UNIT_METHOD,
  type EffectiveUnitResult,
  MANUAL_METHOD,
  type ManagerKind,
  type ManualParams,
  type ManualResult,
  OPEN_FILE,
  PLAN_METHOD,
  type PlanResult,
  type Remark,
  RULE_PAGE_METHOD,
  type RulePageResult,
  SOCKETS_METHOD,
  type SocketsResult,
  UNIT_FILES_METHOD,
  UNITS_CHANGED_METHOD,
  type UnitFilesResult,
} from '../../../server/src/protocol/requests.ts';
import { unitSelector } from '../unit-files/unit-documents.ts';
import { withTitles } from './lens-titles.ts';
import type { Platform } from './platform.ts';
import { readSettings } from './settings.ts';

/** The language server, as the rest of the client sees it. It is started by the first unit file, or the first question. */
export interface Server {
  plan(uri: string, manager: ManagerKind): Promise<PlanResult>;
  sockets(): Promise<SocketsResult>;
  effectiveUnit(uri: string): Promise<EffectiveUnitResult | null>;
  rulePage(code: string): Promise<RulePageResult>;
  unitFiles(uri: string): Promise<UnitFilesResult>;
  compare(uri: string, remarks: readonly Remark[]): Promise<CompareResult>;
  manual(uri: string, position: DocumentPosition): Promise<ManualResult>;
  /** Something that the sockets view or an effective unit shows has changed. */
  readonly onUnitsChanged: Event<void>;
  restart(): Promise<void>;
  isUnit(document: TextDocument): boolean;
}

export function createServer(context: ExtensionContext, platform: Platform): Server {
  const unitsChanged = new EventEmitter<void>();
  const selector = unitSelector(schemes());
  let started: Promise<BaseLanguageClient> | undefined;
  const client = () => {
    // After a failure, of which the client has told the person, the next question tries again.
    started ??= start(
      context,
      platform,
      options(selector, () => started),
      unitsChanged,
    ).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  const wake = (document: TextDocument) => {
    if (isUnit(document)) client().catch(() => undefined);
  };
  const isUnit = (document: TextDocument) => languages.match(selector, document) > 0;

  context.subscriptions.push(
    unitsChanged,
    workspace.onDidOpenTextDocument(wake),
    workspace.onDidGrantWorkspaceTrust(() => void tellSettings(started)),
    { dispose: () => void started?.then((running) => running.stop()) },
  );
  workspace.textDocuments.forEach(wake);

  const ask = async <R>(method: string, parameters?: unknown): Promise<R> =>
    (await client()).sendRequest<R>(method, parameters);
  return {
    plan: (uri, manager) => ask(PLAN_METHOD, { uri, manager }),
    sockets: () => ask(SOCKETS_METHOD),
    effectiveUnit: (uri) => ask(EFFECTIVE_UNIT_METHOD, { uri }),
    rulePage: (code) => ask(RULE_PAGE_METHOD, { code }),
    unitFiles: (uri) => ask(UNIT_FILES_METHOD, { uri }),
    compare: (uri, remarks) => ask(COMPARE_METHOD, { uri, remarks }),
    manual: (uri, position) => ask(MANUAL_METHOD, { textDocument: { uri }, position } satisfies ManualParams),
    onUnitsChanged: unitsChanged.event,
    restart: async () => {
      const running = await client();
      // One that hangs or has died cannot be stopped in good order, and must still be replaced.
      await running.stop().catch(() => undefined);
      await running.start();
    },
    isUnit,
  };
}

async function start(
  context: ExtensionContext,
  platform: Platform,
  clientOptions: LanguageClientOptions,
  unitsChanged: EventEmitter<void>,
): Promise<BaseLanguageClient> {
  const client = await platform.createClient(context, clientOptions);
  client.onNotification(UNITS_CHANGED_METHOD, () => unitsChanged.fire());
  await client.start();
  return client;
}

function options(
  selector: ReturnType<typeof unitSelector>,
  running: () => Promise<BaseLanguageClient> | undefined,
): LanguageClientOptions {
  return {
    documentSelector: selector,
    initializationOptions: () => readSettings(),
    outputChannelName: 'systemd',
    middleware: {
      // The server takes settings in its own form, which has more in it than the editor's section of that name.
      workspace: { didChangeConfiguration: async () => tellSettings(running()) },
      provideCodeActions: async (document, range, context, token, next) => {
        const actions = await next(document, range, context, token);
        for (const action of actions ?? []) if ('kind' in action) openWithTheEditor(action);
        return actions;
      },
      provideCodeLenses: async (document, token, next) => withTitles(await next(document, token), l10n.t),
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

async function tellSettings(running: Promise<BaseLanguageClient> | undefined): Promise<void> {
  const client = await running;
  await client?.sendNotification('workspace/didChangeConfiguration', { settings: { systemd: readSettings() } });
}

/** Where documents come from: files, new documents, and the file systems of the workspace. */
function schemes(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)])];
}
