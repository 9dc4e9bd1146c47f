import { PassThrough } from 'node:stream';
import fc, { type Arbitrary } from 'fast-check';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { METHODS } from '../../src/lsp/answers-for-tests.ts';
import { NO_RUNTIME } from '../../src/lsp/runtime.ts';
import { startServer } from '../../src/lsp/start-server.ts';
import { anyText, unitText } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

const URIS = [
  'file:///w/a.service',
  'file:///w/a.socket',
  'untitled:Untitled-1',
  'git:/w/a.service?x',
  'file:///w/%',
  'file://host/a%2',
  '',
  'a b',
];
const uri = fc.oneof(fc.constantFrom(...URIS), anyText);
const number = fc.oneof(fc.integer({ min: -2, max: 50 }), fc.constantFrom(1e9, 2 ** 31, -(2 ** 31), 0.5));
const position = fc.record({ line: number, character: number });
const range = fc.record({ start: position, end: position });

/** What params are made of, right or wrong. */
const param: Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      textDocument: fc.record({
        uri,
        version: number,
        languageId: fc.constant('systemd-unit'),
        text: unitText('service'),
      }),
      position,
      range,
      positions: fc.array(position, { maxLength: 3 }),
      context: fc.record({ diagnostics: fc.constant([]), includeDeclaration: fc.boolean() }),
      query: anyText,
      newName: anyText,
      manager: fc.constantFrom('user', 'system', 'x'),
      remarks: fc.constant([]),
      code: anyText,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      textDocument: fc.record({ uri, version: number }),
      contentChanges: fc.array(fc.oneof(fc.record({ text: anyText }), fc.record({ range, text: anyText })), {
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      settings: fc.oneof(fc.record({ systemd: fc.anything() }), fc.anything()),
      changes: fc.array(fc.record({ uri, type: number }), { maxLength: 3 }),
      event: fc.record({
        added: fc.array(fc.record({ uri, name: anyText }), { maxLength: 2 }),
        removed: fc.array(fc.record({ uri, name: anyText }), { maxLength: 2 }),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.oneof(fc.anything({ withNullPrototype: false }), fc.constant(undefined)) },
);

const NOTIFICATIONS = [
  ...[
    'textDocument/didOpen',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didSave',
    'initialized',
    '$/setTrace',
  ],
  ...[
    'workspace/didChangeConfiguration',
    'workspace/didChangeWatchedFiles',
    'workspace/didChangeWorkspaceFolders',
    '$/cancelRequest',
  ],
  ...['systemd/unitFiles', 'systemd/diskFiles', 'toString', '__proto__'],
];
const message = fc.record({
  method: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...METHODS, 'textDocument/diagnostic') },
    { weight: 3, arbitrary: fc.constantFrom(...NOTIFICATIONS) },
    { weight: 1, arbitrary: anyText },
  ),
  isRequest: fc.boolean(),
  params: param,
});

/** After any messages, each request has its answer and the server still answers. */
export const messages = subject('messages', fc.array(message, { minLength: 1, maxLength: 10 }), async (input) => {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const transport = { reader: new StreamMessageReader(there), writer: new StreamMessageWriter(back) };
  const server = startServer(transport, (...ends) => createConnection(ProposedFeatures.all, ...ends), NO_RUNTIME);
  const answered = new Set<unknown>();
  const reader = new StreamMessageReader(back);
  try {
    await new Promise<void>((resolve, reject) => {
      const last = input.length + 1;
      reader.listen((said) => {
        const { id, method } = said as { readonly id?: unknown; readonly method?: string };
        // A request of the server wants an answer too.
        if (method !== undefined && id !== undefined) send(there, { id, result: null });
        else if (id !== undefined) answered.add(id);
        if (id === last && method === undefined) resolve();
      });
      send(there, { id: 0, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
      for (const [index, { method, isRequest, params }] of input.entries()) {
        send(there, { ...(isRequest && { id: index + 1 }), method, params });
      }
      send(there, { id: last, method: 'workspace/symbol', params: { query: '' } });
      setTimeout(() => reject(new Error('the server answers no more')), 5000).unref();
    });
    // Answers come in the order of the requests, but for those that wait.
    await new Promise((resolve) => setImmediate(resolve));
    for (const [index, { isRequest, method }] of input.entries()) {
      ensure(!isRequest || answered.has(index + 1), `no answer to ${method}`);
    }
  } finally {
    server.dispose();
    reader.dispose();
  }
});

function send(stream: PassThrough, content: object): void {
  const bytes = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...content }, plainly));
  stream.write(`Content-Length: ${bytes.length}\r\n\r\n`);
  stream.write(bytes);
}

/** JSON knows no big integers. */
function plainly(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
