import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { FEATURES } from './features.ts';
import type { Guard } from './guard.ts';
import { OWN_METHODS, registerOwnHandlers } from './own-handlers.ts';
import type { Scene } from './scene.ts';

/** For tests: every request that the server answers about documents and workspaces. */
export const METHODS: readonly string[] = [...FEATURES.map(({ method }) => method), ...OWN_METHODS];

/**
 * For tests: what answers each request, by method, without a connection. What a handler throws, the answer throws; where a person is told
 * why there is none, it is null.
 */
export function answers(scene: Scene): ReadonlyMap<string, (params: unknown) => unknown> {
  const found = new Map<string, (params: unknown) => unknown>();
  const connection = {
    onRequest: (method: string, answer: (params: unknown, token: unknown) => unknown) => {
      found.set(method, (params) => answer(params, undefined));
    },
  } as unknown as Connection;
  const guard: Guard = (_name, _fallback, handle) =>
    ((params: never) => {
      try {
        return handle(params);
      } catch (error) {
        if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return null;
        throw error;
      }
    }) as never;
  for (const feature of FEATURES) feature.register(connection, guard, scene);
  registerOwnHandlers(connection, guard, scene);
  return found;
}
