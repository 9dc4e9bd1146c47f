import type { Listener, ListenerAddress, ManagerKind, Plan } from '../../../server/src/protocol/plan.ts';
import { prefixOf } from '../manager/unit-name.ts';
import type { UnitState } from '../manager/unit-state.ts';

/** The plan of a unit that the target has already: there is nothing to install, and all that is known of it is what its manager says. */
export function installedPlan(state: UnitState, manager: ManagerKind): Plan {
  const { unit, accepts, triggers, enabled } = state;
  return {
    unit,
    start: unit,
    manager,
    files: [],
    commands: [],
    handlers: [],
    listeners: state.listens.map(listenerOf),
    blockers: [],
    accept: accepts,
    service: accepts ? `${prefixOf(unit)}@.service` : triggers[0],
    socketAsInput: false,
    descriptorName: '',
    dryRun: { kind: 'no-service' },
    // systemd calls a unit without [Install] static, or indirect where only another one is enabled in its place.
    installable: !['static', 'indirect', 'generated', 'transient', ''].includes(enabled),
  };
}

/** One entry of the Listen property: an address and its kind (socket_port_type_to_string in src/core/socket.c). */
function listenerOf(listen: string): Listener {
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
