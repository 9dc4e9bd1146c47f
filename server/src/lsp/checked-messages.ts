import {
  ErrorCodes,
  type InitializeParams,
  Message,
  type MessageReader,
  MessageType,
  type MessageWriter,
  type NotificationMessage,
  type RequestMessage,
} from 'vscode-languageserver';
import { FEATURES } from './features.ts';
import { NOTIFICATION_PARAMS } from './notification-params.ts';
import { OWN_PARAMS } from './own-handlers.ts';
import { DOCUMENT, list, nullable, object, type Shape, string, uri } from './shape.ts';

/**
 * Reads a client's messages and passes on those whose params have the form that their handlers rely on. A request of another form is
 * answered with InvalidParams and a sentence (JSON-RPC 2.0, section 5.1), of a notification the client's log is told.
 *
 * A request that may not be answered at all, before `initialize` or after `shutdown`, is left to its handler, which says so.
 */
export function checkedMessages(reader: MessageReader, writer: MessageWriter): MessageReader {
  let isRunning = false;

  /** @returns what is wrong with a message, in a sentence. */
  const wrong = (message: RequestMessage | NotificationMessage): string | undefined => {
    const { method, params } = message;
    if (!Message.isRequest(message)) return NOTIFICATION_PARAMS.get(method)?.(params, 'params');
    const isInitialize = method === 'initialize';
    if (!isRunning && !isInitialize) return undefined;
    const found = REQUEST_PARAMS.get(method)?.(params, 'params');
    if (found) return found;
    if (isInitialize) isRunning = true;
    else if (method === 'shutdown') isRunning = false;
    return undefined;
  };

  // A client that reads nothing any more is noticed by the connection.
  const send = (message: object): void => void writer.write({ jsonrpc: '2.0', ...message }).catch(() => undefined);

  const refuse = (message: RequestMessage | NotificationMessage, sentence: string): void => {
    const said = `${message.method}: ${sentence}`;
    if (Message.isRequest(message)) send({ id: message.id, error: { code: ErrorCodes.InvalidParams, message: said } });
    else send(logMessage(said));
  };

  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen(callback) {
      reader.onError((error) => {
        // What the bytes of one message are is known all the same, and so where the next one begins.
        if (error instanceof SyntaxError) send(parseError(error));
      });
      return reader.listen((message) => {
        const asks = Message.isRequest(message) || Message.isNotification(message);
        const sentence = asks ? wrong(message) : undefined;
        if (!asks || sentence === undefined) callback(message);
        else refuse(message, sentence);
      });
    },
  };
}

const REQUEST_PARAMS: ReadonlyMap<string, Shape> = new Map([
  ...FEATURES.map(({ method, params }): [string, Shape] => [method, params]),
  ...OWN_PARAMS,
  ['textDocument/diagnostic', object({ textDocument: DOCUMENT })],
  ['workspace/diagnostic', object({ previousResultIds: nullable(list(object({ uri, value: string }))) })],
  [
    'initialize',
    object({
      capabilities: object({}),
      workspaceFolders: nullable(list(object({ uri }))),
      rootUri: nullable(uri),
      rootPath: nullable(string),
    } satisfies Partial<Record<keyof InitializeParams, Shape>>),
  ],
]);

/** window/logMessage (LSP 3.17). */
function logMessage(message: string): object {
  return { method: 'window/logMessage', params: { type: MessageType.Error, message } };
}

/** The answer to a text that is no JSON: whose it is cannot be told (JSON-RPC 2.0, section 5). */
function parseError({ message }: SyntaxError): object {
  return { id: null, error: { code: ErrorCodes.ParseError, message: `A message is not JSON: ${message}.` } };
}
