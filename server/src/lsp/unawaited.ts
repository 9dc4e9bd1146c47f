import type { Connection } from 'vscode-languageserver';

/**
 * Takes what was sent to the client without waiting for it. A client may refuse, or be gone; that is logged, as a rejection that nobody
 * handles would end the server.
 */
export function unawaited(connection: Connection, sent: Promise<unknown>): void {
  sent.catch((error: unknown) => {
    connection.console.error(`The client did not take a message: ${error instanceof Error ? error.message : error}`);
  });
}
