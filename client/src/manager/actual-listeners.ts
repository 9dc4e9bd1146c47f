import type { Listener } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';
import { listenerOf } from './listener-of.ts';
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

/** The listeners that the manager has besides those of the plan: they come from drop-ins that are installed and not of the workspace. */
export function furtherListeners(
  planned: readonly Listener[],
  listens: readonly string[],
  t: Translate,
): readonly Listener[] {
  const known = new Set(planned.map(keyOf));
  return listens
    .map(listenerOf)
    .filter((listener) => !known.has(keyOf(listener)))
    .map((listener) => ({ ...listener, description: t('from what is installed there') }));
}

/** The same for all ways to write one address: a port alone listens on `[::]`. */
function keyOf({ kind, address, value }: Listener): string {
  switch (address.family) {
    case 'inet': {
      const host = address.host?.replace(/^\[|\]$/g, '');
      return `${kind} ${host === '::' || host === '0.0.0.0' ? '' : (host ?? '')} ${address.port}`;
    }
    case 'unix':
      return `${kind} ${address.path}`;
    case 'abstract':
      return `${kind} @${address.name}`;
    case 'vsock':
      return `${kind} vsock ${address.port}`;
    case 'other':
      return `${kind} ${value}`;
  }
}
