import type { Listener } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';
import type { Target } from '../manager/target.ts';

/** A listener of another machine as it is reached from this one, through that machine's address. */
export interface RemoteListener extends Listener {
  readonly from: 'here';
}

/** The listeners that can be reached over the network, as they are reached through the machine's address. */
export function throughAddress(
  listeners: readonly Listener[],
  address: string,
  t: Translate,
): readonly RemoteListener[] {
  return listeners.flatMap((listener) => {
    if (listener.address.family !== 'inet' || isLoopback(listener.address.host)) return [];
    const host = isEveryAddress(listener.address.host) ? address : (listener.address.host ?? address);
    const value = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${listener.address.port}`;
    const description = t('from this machine, through that address');
    return [{ ...listener, value, description, address: { ...listener.address, host }, from: 'here' as const }];
  });
}

/** The target to send a request to a listener with: from its own machine, or with the client's programs from here. */
export function senderFor(target: Target, listener: Listener, runHere: Target['run']): Target {
  if (!('from' in listener)) return target;
  return {
    ...target,
    run: (argv, options) => (CLIENTS.has(argv[0] ?? '') ? runHere(argv, options) : target.run(argv, options)),
  };
}

/** The programs that talk to sockets. */
const CLIENTS = new Set(['curl', 'python3']);

function isEveryAddress(host: string | undefined): boolean {
  return host === undefined || host === '0.0.0.0' || bare(host) === '::';
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && (/^127\./.test(host) || bare(host) === '::1');
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
