import type { Listener } from '../../../server/src/protocol/plan.ts';
import rawClient from './raw_client.py';

/** Bytes to send to a socket that does not speak HTTP. */
export interface BytesRequest {
  readonly kind: 'bytes';
  /** As typed: text, with \n, \r, \t, \0, \xHH and \\ for what cannot be typed. */
  readonly data: string;
  /** Whether our end is closed after sending, which tells a reader that there is no more. */
  readonly close: boolean;
}

/** How the client on the target has to open its end; undefined for what no program of ours can talk to. */
export function bytesCommand(request: BytesRequest, listener: Listener, seconds: number): string[] | undefined {
  const address = addressFor(listener);
  if (address === undefined) return undefined;
  const order = { ...address, type: listener.kind, close: request.close, seconds, idle: 1.5 };
  return ['python3', '-c', rawClient, JSON.stringify(order)];
}

export function canSendBytes(listener: Listener): boolean {
  return addressFor(listener) !== undefined;
}

/** The destination of the bytes, for display. */
export function bytesDestination({ kind, value }: Listener): string {
  return `${kind} ${value}`;
}

function addressFor({ kind, address }: Listener): object | undefined {
  if (kind === 'fifo') return address.family === 'unix' ? { family: 'fifo', path: address.path } : undefined;
  if (kind !== 'stream' && kind !== 'datagram' && kind !== 'seqpacket') return undefined;
  switch (address.family) {
    case 'inet':
      return { family: 'inet', host: loopbackFor(address.host), port: address.port };
    case 'unix':
      return { family: 'unix', path: address.path };
    case 'abstract':
      return { family: 'unix', path: `\0${address.name.replace(/^@/, '')}` };
    case 'vsock':
      // Without a CID it listens to all of them; 1 is this machine itself.
      return /^\d*$/.test(address.cid)
        ? { family: 'vsock', cid: Number(address.cid || '1'), port: address.port }
        : undefined;
    default:
      return undefined;
  }
}

function loopbackFor(host: string | undefined): string {
  const bare = host?.replace(/^\[|\]$/g, '');
  if (bare === undefined || bare === '0.0.0.0') return '127.0.0.1';
  return bare === '::' ? '::1' : bare;
}

/** The bytes that typed data stands for; undefined where an escape means nothing. */
export function decodeData(data: string): Uint8Array | undefined {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, simple, hex, plain] of data.matchAll(/\\([nrt0\\])|\\x([0-9a-fA-F]{2})|([^\\]+)|\\/g)) {
    if (simple !== undefined) bytes.push(SIMPLE.get(simple) ?? 0);
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (plain !== undefined) for (const byte of encoder.encode(plain)) bytes.push(byte);
    else if (part === '\\') return undefined;
  }
  return Uint8Array.from(bytes);
}

const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['0', 0],
  ['\\', 92],
]);
