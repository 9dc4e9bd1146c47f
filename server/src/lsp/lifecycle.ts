import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';

/** Where a server stands between its start and its end (LSP 3.17, Server lifecycle). */
export interface Lifecycle {
  /** @throws ResponseError where requests are refused: ServerNotInitialized before `initialize`, InvalidRequest after `shutdown`. */
  readonly check: () => void;
  readonly isShutDown: () => boolean;
}

/**
 * Answers `initialize` and `shutdown`, once each, and requests that have no handler.
 *
 * @param initialize Registers the handlers of all other messages, so that there is nobody to take a notification before it.
 */
export function createLifecycle(
  connection: Connection,
  initialize: (params: InitializeParams) => InitializeResult,
): Lifecycle {
  let state: 'started' | 'running' | 'shut down' = 'started';
  const check = (): void => {
    if (state === 'started') {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be initialize.');
    }
    if (state === 'shut down') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
  };
  connection.onInitialize((params) => {
    if (state !== 'started') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    const result = initialize(params);
    state = 'running';
    return result;
  });
  connection.onShutdown(() => {
    check();
    state = 'shut down';
  });
  connection.onRequest((method) => {
    check();
    throw new ResponseError(ErrorCodes.MethodNotFound, `There is no request ${method}.`);
  });
  return { check, isShutDown: () => state === 'shut down' };
}
