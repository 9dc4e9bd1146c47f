import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { NO_RUNTIME } from './lsp/runtime.ts';
import { startServer } from './lsp/start-server.ts';

/** The language server in a web worker, which has no machine: the client sends it the unit files, or else it has those that are open. */
declare const self: DedicatedWorkerGlobalScope & {
  /** The texts of the client's language, which it puts before this script where there are any. */
  readonly systemdTexts?: unknown;
};

const transport = { reader: new BrowserMessageReader(self), writer: new BrowserMessageWriter(self) };
startServer(transport, createConnection, { ...NO_RUNTIME, texts: () => self.systemdTexts });
