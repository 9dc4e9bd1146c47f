import type { Location } from './lsp.ts';

/** How exposed a service is, as `systemd-analyze security` would say, the things that add most first. */
export interface ServiceSecurity {
  readonly unit: string;
  /** From `0.0` to `10.0`. */
  readonly exposure: string;
  /** In systemd's own words: `UNSAFE`. */
  readonly level: string;
  readonly rows: readonly SecurityRow[];
  /** Lines that the service would not notice, as it cannot do what they prevent. A code action at its section adds them. */
  readonly harmless: readonly string[];
}

export interface SecurityRow {
  /** As systemd names it: `CapabilityBoundingSet=~CAP_SYS_ADMIN`. */
  readonly name: string;
  /** What the service is kept from. */
  readonly keepsFrom: string;
  readonly state: 'open' | 'closed' | 'irrelevant';
  readonly weight: number;
  /** What it adds to the exposure of the whole. */
  readonly exposure: string;
  /** The assignments that decide, as they stand. */
  readonly written: readonly { readonly text: string; readonly location: Location }[];
  /** The line to write; undefined where nothing is to be done, or no line fits every service. */
  readonly line: string | undefined;
}
