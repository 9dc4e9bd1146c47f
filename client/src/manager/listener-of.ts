import type { Listener, ListenerAddress } from '../../../server/src/protocol/plan.ts';

/** One entry of the Listen property: an address and its kind (socket_port_type_to_string in src/core/socket.c). */
export function listenerOf(listen: string): Listener {
  const [, value = listen, word = ''] = /^(.*) \(([A-Za-z]+)\)$/.exec(listen) ?? [];
  const kind = KINDS[word] ?? 'special';
  const directive = `Listen${word === 'SequentialPacket' ? 'SequentialPacket' : word}`;
  return { directive, value, description: value, kind, address: addressOf(value, kind) };
}

const KINDS: Readonly<Record<string, Listener['kind']>> = {
  Stream: 'stream',
  Datagram: 'datagram',
  SequentialPacket: 'seqpacket',
  FIFO: 'fifo',
  Special: 'special',
  Netlink: 'netlink',
  MessageQueue: 'message-queue',
  USBFunction: 'usb-function',
};

function addressOf(value: string, kind: Listener['kind']): ListenerAddress {
  if (kind !== 'stream' && kind !== 'datagram' && kind !== 'seqpacket') return { family: 'other', text: value };
  if (value.startsWith('/')) return { family: 'unix', path: value };
  if (value.startsWith('@')) return { family: 'abstract', name: value.slice(1) };
  const [, cid, socketPort] = /^vsock:(\d*):(\d+)$/.exec(value) ?? [];
  if (socketPort !== undefined) return { family: 'vsock', cid: cid ?? '', port: Number(socketPort) };
  const [, v6, v4, port] = /^(?:\[([0-9A-Fa-f:.]+)\]|(\d+\.\d+\.\d+\.\d+)):(\d+)$/.exec(value) ?? [];
  if (port === undefined) return { family: 'other', text: value };
  const host = v6 ?? v4;
  const isWildcard = host === '::' || host === '0.0.0.0';
  return { family: 'inet', host: isWildcard ? undefined : host, port: Number(port), v6: v6 !== undefined };
}
