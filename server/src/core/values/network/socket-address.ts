import { type Message, say } from '../../text/message.ts';
import type { Wording } from '../grammar.ts';
import { readUnsigned } from '../numbers/numbers.ts';
import { byteLength } from '../words/escapes.ts';
import { isIPv4, isIPv6 } from './inet.ts';

/** Where a socket listens, as systemd reads it (src/shared/socket-netlink.c, socket_address_parse). */
export type SocketAddress =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'abstract'; readonly name: string }
  /** A port on all addresses, IPv6 and IPv4. */
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'ipv4'; readonly host: string; readonly port: number }
  | { readonly kind: 'ipv6'; readonly host: string; readonly port: number; readonly zone?: string }
  /** The CID is a number; -1 stands for any. */
  | { readonly kind: 'vsock'; readonly cid: number; readonly port: number };

/** Why a text is no address: what is wrong, and where the cause is plain, what to write instead. */
export interface AddressFault extends Wording {
  readonly kind: 'fault';
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestion {
  readonly text: string;
  readonly safety: 'safe' | 'unsafe';
}

/** Reads the address of a stream, datagram or sequential-packet socket, specifiers expanded. */
export function parseSocketAddress(text: string, version: number): SocketAddress | AddressFault {
  if (text.startsWith('/') || text.startsWith('@')) return parseUnix(text);
  const vsock = /^vsock(-dgram|-seqpacket|-stream)?:(.*)$/s.exec(text);
  if (vsock && (vsock[1] === undefined || version >= VSOCK_TYPES)) return parseVsock(vsock[2]!, version);
  const port = readPort(text);
  if (typeof port === 'number') return { kind: 'port', port };
  if (port === 'range')
    return fault({ message: say`${text} is not a port.`, remedy: say`Write a port from 1 to 65535.` });
  return parseInternet(text);
}

/** A path or, after `@`, a name in the abstract namespace (src/basic/socket-util.c, sockaddr_un_set_path). */
function parseUnix(text: string): SocketAddress | AddressFault {
  if (text === '/') return fault({ message: say`"/" is a directory.`, remedy: say`Write the path of a socket.` });
  if (text === '@') return fault({ message: say`No name after "@".`, remedy: say`Write one, such as @my-service.` });
  const length = byteLength(text);
  if (length > 107)
    return fault({
      message: say`The address is ${length} bytes long; a Unix socket address has at most 107.`,
      remedy: say`Shorten it.`,
    });
  return text.startsWith('/') ? { kind: 'path', path: text } : { kind: 'abstract', name: text.slice(1) };
}

/** `CID:PORT` (socket_address_parse_vsock). */
function parseVsock(text: string, version: number): SocketAddress | AddressFault {
  const colon = text.indexOf(':');
  if (colon < 0)
    return fault({
      message: say`A vsock address needs a CID and a port.`,
      remedy: say`Write vsock:CID:PORT; an empty CID stands for any.`,
    });
  const cid = readCid(text.slice(0, colon), version);
  if (cid === undefined)
    return fault({
      message: say`"${text.slice(0, colon)}" is not a CID.`,
      remedy: say`Write a number, or nothing for any.`,
    });
  const port = readUnsigned(text.slice(colon + 1));
  // The highest number means any port, which newer versions refuse.
  if (typeof port !== 'number' || (port === 0xffff_ffff && version >= VSOCK_NAMES)) {
    return fault({
      message: say`"${text.slice(colon + 1)}" is not a vsock port.`,
      remedy: say`Write a number below 4294967295.`,
    });
  }
  return { kind: 'vsock', cid, port };
}

function readCid(text: string, version: number): number | undefined {
  if (text === '') return -1;
  const named = version >= VSOCK_NAMES ? CIDS.get(text) : undefined;
  if (named !== undefined && (named >= 0 || version >= VSOCK_ANY)) return named;
  const cid = readUnsigned(text);
  return typeof cid === 'number' ? cid : undefined;
}

/** `ADDRESS:PORT`, with an IPv6 address in brackets and its zone behind the port (in_addr_port_ifindex_name_from_string_auto). */
function parseInternet(text: string): SocketAddress | AddressFault {
  const percent = text.indexOf('%');
  const zone = percent < 0 ? undefined : text.slice(percent + 1);
  if (text.includes('#') || (zone !== undefined && !isZone(zone))) return explain(text);
  const address = percent < 0 ? text : text.slice(0, percent);
  const colon = address.lastIndexOf(':');
  if (colon < 0) return explain(text);
  const port = readPort(address.slice(colon + 1));
  if (address.startsWith('[')) {
    const host = address.slice(1, colon - 1);
    if (address[colon - 1] !== ']' || !isIPv6(host)) return explain(text);
    if (typeof port !== 'number') return badPort(address.slice(colon + 1), port);
    return { kind: 'ipv6', host, port, ...(zone !== undefined && { zone }) };
  }
  const host = address.slice(0, colon);
  if (!isIPv4(host) || isIPv6(address)) return explain(text);
  return typeof port === 'number' ? { kind: 'ipv4', host, port } : badPort(address.slice(colon + 1), port);
}

/** A port in any base that C knows, other than 0 (src/basic/parse-util.c, parse_ip_port). */
function readPort(text: string): number | 'invalid' | 'range' {
  const port = readUnsigned(text, { refuseBlank: true });
  if (typeof port !== 'number') return port;
  return port > 65535 ? 'range' : port === 0 ? 'invalid' : port;
}

function badPort(text: string, port: 'invalid' | 'range'): AddressFault {
  if (port === 'range')
    return fault({ message: say`${text} is not a port.`, remedy: say`Write a port from 1 to 65535.` });
  if (text === '') return fault({ message: say`No port after the colon.`, remedy: say`Write one from 1 to 65535.` });
  const known = SERVICES.get(text);
  if (known === undefined)
    return fault({ message: say`"${text}" is not a port.`, remedy: say`Write a number from 1 to 65535.` });
  return fault({
    message: say`"${text}" is not a port: service names are not looked up.`,
    remedy: say`Write ${known}.`,
  });
}

/** An interface that may or may not exist; only the machine knows (src/basic/socket-util.c, ifname_valid_full). */
function isZone(text: string): boolean {
  return /^[\x21-\x7e]{1,127}$/.test(text) && !/[:/%]/.test(text) && !['.', '..', 'all', 'default'].includes(text);
}

/** What people write for an address and what they most likely mean. */
function explain(text: string): AddressFault {
  if (text === '0')
    return fault({ message: say`Port 0 cannot be listened on.`, remedy: say`Write a port from 1 to 65535.` });
  if (isIPv4(text)) return fault({ message: say`${text} has no port.`, remedy: say`Write ${text}:PORT.` });
  const last = /^(.+):(\d{1,5})$/.exec(text);
  if (isIPv6(text)) {
    const meant = last && isIPv6(last[1]!) ? [unsure(`[${last[1]}]:${last[2]}`)] : [];
    return fault(
      { message: say`The IPv6 address ${text} has no port.`, remedy: say`Write [ADDRESS]:PORT, as in [::1]:80.` },
      meant,
    );
  }
  if (/^\[.*\]$/.test(text) && isIPv6(text.slice(1, -1)))
    return fault({ message: say`${text} has no port.`, remedy: say`Write ${text}:PORT.` });
  const bare = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (bare !== undefined)
    return fault({ message: say`Quotes are part of the address here.`, remedy: say`Remove them.` }, [
      { text: bare, safety: 'safe' },
    ]);
  const everywhere = /^(?:\*|):(\d{1,5})$/.exec(text)?.[1];
  if (everywhere)
    return fault(
      {
        message: say`"${text}" is not an address.`,
        remedy: say`Write ${everywhere} alone for all addresses.`,
      },
      [{ text: everywhere, safety: 'safe' }],
    );
  const protocol =
    /^(?:tcp|udp|http|https)[46]?:(?:\/\/)?(.*)$/.exec(text)?.[1] ?? /^(\d{1,5})\/(?:tcp|udp)$/.exec(text)?.[1];
  if (protocol !== undefined) {
    const meant = /^\d+$/.test(protocol) ? [unsure(protocol)] : [];
    return fault(
      {
        message: say`The protocol is not part of the address.`,
        remedy: say`Write the address alone: ListenStream= is TCP, ListenDatagram= is UDP.`,
      },
      meant,
    );
  }
  const unix = /^unix:(?:\/\/)?(\/.*)$/.exec(text)?.[1];
  if (unix)
    return fault(
      { message: say`"unix:" is not part of the address.`, remedy: say`Write the path of the socket alone.` },
      [{ text: unix, safety: 'safe' }],
    );
  const host = /^([A-Za-z][\w.-]*):(\w+)$/.exec(text);
  if (host) return hostName(host[1]!, host[2]!);
  if (/\s/.test(text)) return fault({ message: say`One line takes one address.`, remedy: say`Write a line for each.` });
  const service = SERVICES.get(text);
  if (service)
    return fault({ message: say`Service names are not looked up.`, remedy: say`Write the port, ${service}.` }, [
      unsure(service),
    ]);
  if (text.includes('/'))
    return fault(
      {
        message: say`"${text}" is not the path of a socket, which begins with "/".`,
        remedy: say`Write the full path.`,
      },
      /^(?:run|var|tmp)\//.test(text) ? [unsure(`/${text}`)] : [],
    );
  return fault({
    message: say`"${text}" is not an address.`,
    remedy: say`Write a port, IPv4:port, [IPv6]:port, the path of a Unix socket, @name or vsock:CID:PORT.`,
  });
}

function hostName(host: string, port: string): AddressFault {
  const number = SERVICES.get(port) ?? port;
  const meant = host === 'localhost' ? [unsure(`127.0.0.1:${number}`), unsure(`[::1]:${number}`)] : [];
  return fault(
    { message: say`Host names such as ${host} are not looked up.`, remedy: say`Write an address in numbers.` },
    meant,
  );
}

function unsure(text: string): Suggestion {
  return { text, safety: 'unsafe' };
}

function fault(wording: Wording, suggestions: readonly Suggestion[] = []): AddressFault {
  return { kind: 'fault', ...wording, suggestions };
}

/**
 * What an address is, for people.
 *
 * @param type What the directive makes of it: Stream, Datagram or SequentialPacket.
 * @param ipv6Only Whether the unit's BindIPv6Only= keeps IPv6 addresses from taking IPv4 connections; undefined where that is not known.
 */
export function describeAddress(address: SocketAddress, type: string, ipv6Only?: boolean): Message {
  const datagram = type === 'Datagram';
  const protocol = datagram ? 'UDP' : 'TCP';
  switch (address.kind) {
    case 'path':
      return unixAt(type, address.path);
    case 'abstract':
      return abstractNamed(type, address.name);
    case 'port':
      return ipv6Only
        ? say`${protocol} port ${address.port} on all IPv6 addresses, not on IPv4, because of BindIPv6Only=ipv6-only`
        : say`${protocol} port ${address.port} on all addresses, IPv6 and IPv4`;
    case 'ipv4':
      return say`${protocol} port ${address.port} on ${scope(address.host, ipv6Only)}`;
    case 'ipv6':
      return address.zone
        ? say`${protocol} port ${address.port} on ${scope(address.host, ipv6Only)}, interface ${address.zone}`
        : say`${protocol} port ${address.port} on ${scope(address.host, ipv6Only)}`;
    case 'vsock':
      return vsockOn(address.port, address.cid, datagram);
  }
}

function scope(host: string, ipv6Only?: boolean): Message {
  if (host === '0.0.0.0') return say`all IPv4 addresses`;
  if (/^[0:]+$/.test(host) && ipv6Only) return say`all IPv6 addresses, not on IPv4, because of BindIPv6Only=ipv6-only`;
  if (/^[0:]+$/.test(host)) return say`all IPv6 addresses, and IPv4 too unless BindIPv6Only= says otherwise`;
  if (host.startsWith('127.') || host === '::1') return say`${host}, this machine only`;
  return say`${host}`;
}

function unixAt(type: string, path: string): Message {
  if (type === 'SequentialPacket') return say`Unix sequential-packet socket at ${path}`;
  return type === 'Datagram' ? say`Unix datagram socket at ${path}` : say`Unix socket at ${path}`;
}

function abstractNamed(type: string, name: string): Message {
  if (type === 'SequentialPacket')
    return say`Unix sequential-packet socket named ${name} in the abstract namespace, not in the file system`;
  return type === 'Datagram'
    ? say`Unix datagram socket named ${name} in the abstract namespace, not in the file system`
    : say`Unix socket named ${name} in the abstract namespace, not in the file system`;
}

function vsockOn(port: number, cid: number, datagram: boolean): Message {
  if (cid === -1 || cid === 0xffff_ffff)
    return datagram ? say`vsock datagram port ${port} on any CID` : say`vsock stream port ${port} on any CID`;
  return datagram ? say`vsock datagram port ${port} on CID ${cid}` : say`vsock stream port ${port} on CID ${cid}`;
}

/** The first versions that know `vsock-stream:` and its kin, CIDs by name, and `any` among them. */
const VSOCK_TYPES = 254;
const VSOCK_NAMES = 255;
const VSOCK_ANY = 258;

const CIDS: ReadonlyMap<string, number> = new Map([
  ['hypervisor', 0],
  ['local', 1],
  ['host', 2],
  ['any', -1],
  ['-1', -1],
]);

const SERVICES: ReadonlyMap<string, string> = new Map([
  ['ftp', '21'],
  ['ssh', '22'],
  ['telnet', '23'],
  ['smtp', '25'],
  ['domain', '53'],
  ['http', '80'],
  ['pop3', '110'],
  ['ntp', '123'],
  ['imap', '143'],
  ['ldap', '389'],
  ['https', '443'],
  ['syslog', '514'],
  ['imaps', '993'],
  ['mysql', '3306'],
  ['postgresql', '5432'],
  ['redis', '6379'],
]);
