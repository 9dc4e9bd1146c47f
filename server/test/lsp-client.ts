import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A language client of a few lines, talking to the bundled server over stdio, as any editor would. */
export interface LspClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  open(uri: string, text: string): Promise<void>;
  /** Replaces the whole text, or inserts at a place. */
  change(
    uri: string,
    version: number,
    change: { text: string; at?: { line: number; character: number } },
  ): Promise<void>;
  stop(): Promise<void>;
}

/** What an editor of today announces, beside what a test is about. */
export const EDITOR = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
      isPreferredSupport: true,
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, dataSupport: true },
  },
};

export const SERVER = join(import.meta.dirname, '../../dist/server.cjs');

/**
 * Starts the server and shakes hands.
 *
 * @param options `capabilities` of the client, `settings` as initializationOptions, `folders` of the workspace as URIs.
 */
export async function startClient(
  options: {
    capabilities?: object;
    settings?: object;
    folders?: readonly string[];
    env?: NodeJS.ProcessEnv;
    /** Another server to talk to, by program and arguments; what it says on standard error is dropped. */
    server?: readonly [string, ...string[]];
  } = {},
): Promise<LspClient> {
  const [program, ...args] = options.server ?? [process.execPath, SERVER, '--stdio'];
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', options.server ? 'ignore' : 'inherit'],
    env: { ...process.env, ...options.env },
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.settings ?? { unitPath: [], version: 'newest' },
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    process: child,
    initialized,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'systemd-unit', version: 1, text },
      }),
    change: (uri, version, { text, at }) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [at ? { range: { start: at, end: at }, text } : { text }],
      }),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await gone;
      connection.dispose();
    },
  };
}
