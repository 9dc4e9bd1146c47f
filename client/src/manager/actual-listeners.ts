import type { Listener } from '../../../server/src/protocol/plan.ts';
import { splitKind } from './unit-state.ts';

/**
 * The listeners as the manager opened them: it alone knows what specifiers such as `%t` stand for. They come in the order of
 * the file; where the numbers differ, the file has changed since, and nothing is replaced.
 *
 * @param listens Of the socket's Listen property: `/run/user/1000/a.sock (Stream)`.
 */
export function actualListeners(listeners: readonly Listener[], listens: readonly string[]): readonly Listener[] {
  if (listeners.length !== listens.length) return listeners;
  return listeners.map((listener, index) => {
    const { address: actual, kind } = splitKind(listens[index] ?? '');
    if (kind === undefined || !listener.value.includes('%')) return listener;
    if (listener.address.family === 'unix' && actual.startsWith('/')) {
      return { ...listener, value: actual, address: { family: 'unix', path: actual } };
    }
    if (listener.address.family === 'abstract' && actual.startsWith('@')) {
      return { ...listener, value: actual, address: { family: 'abstract', name: actual.slice(1) } };
    }
    return listener;
  });
}
