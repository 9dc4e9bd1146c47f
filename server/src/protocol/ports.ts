import type { Location, Uri } from './lsp.ts';
import type { Listener } from './plan.ts';

/** What the sockets of the workspace listen on, by port and then by unit, and a port that none of them has. */
export interface PortMap {
  readonly rows: readonly PortRow[];
  readonly free: number;
}

export interface PortRow {
  readonly unit: string;
  /** The line that has the address. */
  readonly location: Location;
  readonly kind: Listener['kind'];
  readonly address: string;
  readonly description: string;
  readonly protocol: 'TCP' | 'UDP' | undefined;
  readonly port: number | undefined;
  readonly reach: Reach;
  readonly service: string;
  /** Undefined where the service is in no file that the server knows. */
  readonly serviceUri: Uri | undefined;
  readonly accept: boolean;
  /** A socket of the same machine at the same address: the one that starts last fails, or takes over what comes in. */
  readonly clash: { readonly unit: string; readonly kind: 'fail' | 'shadow' } | undefined;
}

/** From where an address can be reached; `local` is no network address. */
export type Reach = 'world' | 'network' | 'loopback' | 'vsock' | 'isolated' | 'local';
