import { type Message, say } from '../text/message.ts';
import { type Table, table } from '../text/table.ts';
import { bindsIpv6Only } from '../workspace/addresses.ts';
import type { EffectiveUnit, Item } from '../workspace/effective-unit.ts';
import { listeners } from '../workspace/sockets.ts';
import { expandAnywhere, inUnit } from './commands.ts';
import type { Listener, ListenerAddress, ManagerKind } from './plan-types.ts';

/** What a socket will listen on, each address parsed and described. Specifiers that depend on the machine stay: `%t/x.sock`. */
export function listenersOf(socket: EffectiveUnit, manager: ManagerKind): readonly Listener[] {
  const v6only = bindsIpv6Only(socket) !== undefined;
  return listeners(socket).map((item) => {
    const { node } = item.entry;
    const at = inUnit(socket, item.entry, manager);
    // The item of a value with specifiers has samples in their place.
    const value = node.value.includes('%') ? expandAnywhere(node.value, at) : item.text;
    return describeListener(item, v6only, value);
  });
}

/** One address in words. The item is one that systemd takes, so nothing is checked again. */
export function describeListener({ entry, text }: Item, v6only = false, value = text): Listener {
  const directive = entry.directive.key;
  const kind = KINDS[directive] ?? 'special';
  const address = addressOf(kind, value);
  return { directive, value, kind, address, description: inWords(kind, address, v6only) };
}

const KINDS: Table<Listener['kind']> = table({
  ListenStream: 'stream',
  ListenDatagram: 'datagram',
  ListenSequentialPacket: 'seqpacket',
  ListenFIFO: 'fifo',
  ListenSpecial: 'special',
  ListenNetlink: 'netlink',
  ListenMessageQueue: 'message-queue',
  ListenUSBFunction: 'usb-function',
});

/** Takes an address apart as socket_address_parse does (src/shared/socket-netlink.c). */
function addressOf(kind: Listener['kind'], text: string): ListenerAddress {
  if (kind === 'fifo' || kind === 'special' || kind === 'usb-function') return { family: 'unix', path: text };
  if (kind === 'netlink' || kind === 'message-queue') return { family: 'other', text };
  // Of the specifiers that depend on the machine only those of directories can begin an address.
  if (/^[/%]/.test(text)) return { family: 'unix', path: text };
  if (text.startsWith('@')) return { family: 'abstract', name: text.slice(1) };
  const vsock = /^vsock(?:-\w+)?:([^:]*):(.+)$/.exec(text);
  if (vsock) return { family: 'vsock', cid: vsock[1]!, port: Number(vsock[2]) };
  if (/^\d+$/.test(text) || !text.includes(':'))
    return { family: 'inet', host: undefined, port: Number(text), v6: true };
  const v6 = /^\[(.*)\](?:%(.*))?:(\d+)(?:%(.*))?$/.exec(text);
  if (v6) return { family: 'inet', host: v6[1]!, port: Number(v6[3]), v6: true };
  const colon = text.lastIndexOf(':');
  return { family: 'inet', host: text.slice(0, colon), port: Number(text.slice(colon + 1)), v6: false };
}

function inWords(kind: Listener['kind'], address: ListenerAddress, v6only: boolean): Message {
  switch (address.family) {
    case 'inet': {
      const protocol = kind === 'datagram' ? 'UDP' : 'TCP';
      if (address.host === undefined)
        return v6only
          ? say`${protocol} port ${address.port} on all addresses, IPv6 only`
          : say`${protocol} port ${address.port} on all addresses, IPv6 and IPv4`;
      return say`${protocol} port ${address.port} on ${addressInWords(address.host, v6only)}`;
    }
    case 'unix':
      return say`${PATH_KINDS[kind] ?? say`the file`} ${address.path}`;
    case 'abstract':
      return say`the abstract Unix socket @${address.name}`;
    case 'vsock':
      return address.cid === ''
        ? say`vsock port ${address.port} for any host`
        : say`vsock port ${address.port} for CID ${address.cid}`;
    case 'other':
      return kind === 'netlink' ? say`the netlink family ${address.text}` : say`the message queue ${address.text}`;
  }
}

function addressInWords(host: string, v6only: boolean): Message {
  if (host === '0.0.0.0') return say`all IPv4 addresses`;
  if (host === '::') return v6only ? say`all IPv6 addresses` : say`all addresses, IPv6 and IPv4`;
  if (host === '127.0.0.1' || host === '::1') return say`${host}, this machine only`;
  return say`${host}`;
}

const PATH_KINDS: Partial<Record<Listener['kind'], Message>> = {
  stream: say`the Unix socket`,
  datagram: say`the Unix datagram socket`,
  seqpacket: say`the Unix sequential-packet socket`,
  fifo: say`the FIFO`,
  special: say`the special file`,
  'usb-function': say`the USB function`,
};
