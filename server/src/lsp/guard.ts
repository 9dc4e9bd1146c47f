import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { stackOf } from './stack-of.ts';
import { turn } from './turn.ts';

/**
 * Wraps the handler of a request with what all requests need.
 *
 * It refuses a request that arrives before `initialize` or after `shutdown`. It waits one turn of the event loop first, so that a newer
 * edit or a cancellation that is already on its way is seen before any work is done; a cancelled request is answered with
 * RequestCancelled; and a handler that throws is logged and answered with `fallback`, so that a fault stays within its feature. A
 * ResponseError with RequestFailed is no fault: it is the answer, whose message the client shows.
 */
export type Guard = <P, R>(
  name: string,
  fallback: R,
  handle: (params: P) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>;

/** @param check Throws where no request may be answered, as `Lifecycle.check` does. */
export function createGuard(connection: Connection, check: () => void): Guard {
  return (name, fallback, handle) => async (params, token) => {
    check();
    await turn();
    const checkCancelled = (): void => {
      if (!token.isCancellationRequested) return;
      throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
    };
    checkCancelled();
    let answer: Awaited<typeof fallback>;
    try {
      answer = await handle(params);
    } catch (error) {
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) throw error;
      connection.console.error(`${name} failed: ${stackOf(error)}`);
      return fallback;
    }
    checkCancelled();
    return answer;
  };
}
