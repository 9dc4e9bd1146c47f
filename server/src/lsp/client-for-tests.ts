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
  /** Sends any text in the frame of a message. */
  write(text: string): void;
  /** Sends a request of any form, and gives the answer as it comes. */
  answerTo(request: { readonly method: string; readonly params: unknown }): Promise<Answer>;
  /** The next answer that is to no request in particular. */
  answerToNone(): Promise<Answer>;
  /** The diagnostics that are pulled. */
  pull(uri: string): Promise<readonly Diagnostic[]>;
}

export interface Answer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Starts a server that nothing was sent to yet, until the end of the test. */
export function connect(runtime: Runtime = NO_RUNTIME): TestClient {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const transport = { reader: new StreamMessageReader(there), writer: new StreamMessageWriter(back) };
  const server = startServer(transport, (...ends) => createConnection(ProposedFeatures.all, ...ends), runtime);
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
  const waiting = new Map<unknown, (answer: Answer) => void>();
  new StreamMessageReader(back).listen((message) => {
    const { id } = message as unknown as Answer;
    waiting.get(id)?.(message as unknown as Answer);
    waiting.delete(id);
  });
  const answer = (id: unknown): Promise<Answer> => new Promise((resolve) => waiting.set(id, resolve));
  const write = (text: string): void => {
    there.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let asked = 0;
  return {
    connection,
    errors,
    write,
    answerTo(request) {
      const id = `request ${asked++}`;
      const answered = answer(id);
      write(JSON.stringify({ jsonrpc: '2.0', id, ...request }));
      return answered;
    },
    answerToNone: () => answer(null),
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

const place = { line: 0, character: 0 };

/** For tests: params that have all that any request or notification asks for. */
export const RIGHT = {
  textDocument: {
    uri: 'file:///w/a.service',
    version: 2,
    languageId: 'systemd-unit',
    text: '[Service]\nExecStart=/bin/true\nNope=1\n',
  },
  position: place,
  positions: [place],
  range: { start: place, end: place },
  context: { diagnostics: [], only: ['quickfix'] },
  query: 'a',
  label: 'Nope',
  options: { tabSize: 4, insertSpaces: true },
  ch: '\n',
  data: { section: 'Service', key: 'Type' },
  manager: 'user',
  remarks: [{ text: 'x', severity: 'warning', source: 'a.c', uri: 'file:///w/a.service', line: 1, unit: 'a.service' }],
  directives: [{ section: 'Service', key: 'ExecStart' }],
  format: 'dot',
  item: { uri: 'file:///w/a.service', data: { name: 'a.service' } },
  code: 'unknown-directive',
  packaged: '[Service]\nExecStart=/bin/true\n',
  inetd: { text: 'ftp stream tcp nowait root /usr/bin/ftpd ftpd\n', folder: 'file:///w' },
  service: {
    ...{ name: 'new', folder: 'file:///w', manager: 'user', owner: 'me', type: 'stream', address: '8000' },
    program: { kind: 'proxy', to: 'localhost:80', backend: 'a.service' },
  },
  contentChanges: [{ text: '[Service]\nExecStart=/bin/true\nNope=1\n', range: { start: place, end: place } }],
  changes: [{ uri: 'file:///w/a.service', type: 2 }],
  event: { added: [{ uri: 'file:///w', name: 'w' }], removed: [{ uri: 'file:///v', name: 'v' }] },
  files: [
    {
      uri: 'file:///w/a.service',
      content: 'AA==',
      link: true,
      oldUri: 'file:///w/a.service',
      newUri: 'file:///w/c.service',
    },
  ],
  newName: 'c.service',
  whole: ['file:///w'],
  settings: { systemd: { version: 250 } },
  id: 1,
  value: 'off',
  token: 1,
};
