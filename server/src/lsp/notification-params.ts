import type { ClientNotifications } from '../protocol/requests.ts';
import {
  anything,
  DOCUMENT,
  list,
  nullable,
  number,
  object,
  optional,
  RANGE,
  type Shape,
  string,
  uri,
} from './shape.ts';

const FOLDER = object({ uri });

/** An element of workspace/didChangeWatchedFiles. */
export const FILE_EVENT: Shape = object({ uri });

/**
 * What the params of each notification must have that the server listens to (LSP 3.17). What is optional there may be anything that
 * reading it copes with. Elements that are independent of each other are looked at by their handler, one by one.
 */
export const NOTIFICATION_PARAMS: ReadonlyMap<string, Shape> = new Map([
  ['initialized', optional(object({}))],
  ['exit', anything],
  ['$/cancelRequest', object({ id: anything })],
  ['$/setTrace', object({ value: string })],
  ['$/progress', object({ token: anything })],
  ['window/workDoneProgress/cancel', object({ token: anything })],
  ['textDocument/didOpen', object({ textDocument: object({ uri, version: nullable(number), text: string }) })],
  [
    'textDocument/didChange',
    object({
      textDocument: object({ uri, version: nullable(number) }),
      contentChanges: list(object({ text: string, range: optional(RANGE) })),
    }),
  ],
  ['textDocument/didClose', object({ textDocument: DOCUMENT })],
  ['workspace/didChangeConfiguration', object({})],
  ['workspace/didChangeWatchedFiles', object({ changes: list(anything) })],
  ['workspace/didChangeWorkspaceFolders', object({ event: object({ added: list(FOLDER), removed: list(FOLDER) }) })],
  [
    'systemd/diskFiles' satisfies keyof ClientNotifications,
    object({ files: list(anything), whole: optional(list(anything)) }),
  ],
]);
