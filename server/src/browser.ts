import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { NO_RUNTIME } from './lsp/runtime.ts';
import { startServer } from './lsp/start-server.ts';

/** The language server in a web worker, which has no machine: the client sends it the unit files, or else it has those that are open. */
declare const self: DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), NO_RUNTIME);
