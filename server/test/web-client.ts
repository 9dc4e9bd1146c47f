import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import {
  createProtocolConnection,
  Event,
  type Message,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';

/** A language client of a few lines, talking to the bundled server in a worker that has nothing of Node, as a browser's has not. */
export interface WebClient {
  readonly connection: ProtocolConnection;
  open(uri: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

/** The scripts that a worker runs, one behind the other. */
const SERVER = ['server-common.js', 'server-web.js'].map((name) => join(import.meta.dirname, '../../dist', name));

/**
 * Starts the server and shakes hands.
 *
 * @param options `capabilities` of the client, `settings` as initializationOptions, `folders` of the workspace as URIs.
 */
export async function startWebClient(
  options: { capabilities?: object; settings?: object; folders?: readonly string[] } = {},
): Promise<WebClient> {
  const { port1, port2 } = new MessageChannel();
  const workerData = { files: SERVER, port: port2 };
  const worker = new Worker(AS_WEB_WORKER, { eval: true, workerData, transferList: [port2] });
  const connection = createProtocolConnection(readerOf(port1), writerOf(port1));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.settings ?? {},
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'systemd-unit', version: 1, text },
      }),
    async stop() {
      connection.dispose();
      port1.close();
      await worker.terminate();
    },
  };
}

function readerOf(port: MessagePort): MessageReader {
  return {
    onError: Event.None,
    onClose: Event.None,
    onPartialMessage: Event.None,
    listen(take) {
      port.on('message', take);
      return { dispose: () => port.off('message', take) };
    },
    dispose: () => {},
  };
}

function writerOf(port: MessagePort): MessageWriter {
  const write = async (message: Message) => port.postMessage(message);
  return { onError: Event.None, onClose: Event.None, write, end: () => {}, dispose: () => {} };
}

/** Runs a script with the globals of a web worker, its port to the outside among them. */
const AS_WEB_WORKER = `
  const { readFileSync } = require('node:fs');
  const { createContext, runInContext } = require('node:vm');
  const { files, port } = require('node:worker_threads').workerData;
  const { TextDecoder, TextEncoder, MessageChannel, setTimeout, clearTimeout, atob, console, performance, crypto } = globalThis;
  const scope = { TextDecoder, TextEncoder, MessageChannel, setTimeout, clearTimeout, atob, console, performance, crypto };
  scope.self = scope;
  scope.addEventListener = () => {};
  scope.postMessage = (message) => port.postMessage(message);
  port.on('message', (data) => scope.onmessage?.({ data }));
  runInContext(files.map((file) => readFileSync(file, 'utf8')).join('\\n'), createContext(scope));
`;
