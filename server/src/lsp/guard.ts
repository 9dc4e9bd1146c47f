import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { turn } from './turn.ts';

/**
 * Wraps what answers a request, so that each is run with the same care.
 *
 * It waits one turn of the event loop first, so that a newer edit or a cancellation that is already on its way is seen before any
 * work is done; a cancelled request is answered as LSP wants it; and one that throws is logged and answered with `fallback`, so
 * that a fault in one feature is never more than that.
 */
export type Guard = <P, R>(
  name: string,
  fallback: R,
  handle: (params: P) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>;

export function createGuard(connection: Connection): Guard {
  return (name, fallback, handle) => async (params, token) => {
    await turn();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
    try {
      return await handle(params);
    } catch (error) {
      connection.console.error(
        `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return fallback;
    }
  };
}
