import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { NO_RUNTIME, type Runtime } from './runtime.ts';
import { startServer } from './start-server.ts';

/** For tests: a client of a server in the same process. Messages go over streams, as between two processes. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  /** Errors that the server has logged. */
  readonly errors: readonly string[];
  initialize(capabilities?: ClientCapabilities, more?: Partial<InitializeParams>): Promise<InitializeResult>;
  ask<R>(method: string, params?: object): Promise<R>;
  open(uri: string, text: string): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): Promise<void>;
  close(uri: string): Promise<void>;
  /** Has the server answer everything that was sent before. */
  settled(): Promise<void>;
  /** The diagnostics that are pulled. */
  pull(uri: string): Promise<readonly Diagnostic[]>;
}

/** Starts a server that nothing was sent to yet, until the end of the test. */
export function connect(runtime: Runtime = NO_RUNTIME): TestClient {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(there), new StreamMessageWriter(back));
  startServer(server, runtime);
  const connection = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  const errors: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    errors.push(message);
  });
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    server.dispose();
  });
  const ask = <R>(method: string, params?: object): Promise<R> =>
    params === undefined ? connection.sendRequest(method) : connection.sendRequest(method, params);
  return {
    connection,
    errors,
    ask,
    initialize: (capabilities = {}, more = {}) =>
      ask('initialize', { processId: null, rootUri: null, capabilities, ...more }),
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'systemd-unit', version: 1, text },
      }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    close: (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    settled: () => ask('workspace/symbol', { query: '' }),
    pull: async (uri) =>
      (await ask<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items,
  };
}

/** Starts a server and a client with some of these capabilities; those that are undefined it does not announce. */
export async function startWith(textDocument: { [name in keyof OfDocuments]: object | undefined }, rest: object = {}) {
  const client = connect();
  const initialized = await client.initialize({ ...rest, textDocument } as ClientCapabilities);
  return Object.assign(client, { initialized });
}

type OfDocuments = NonNullable<ClientCapabilities['textDocument']>;
