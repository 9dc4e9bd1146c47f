import type { Location, Uri } from './lsp.ts';

/** One message of `systemd-analyze verify`, taken apart. */
export interface Remark {
  /** Undefined where the output does not tell. */
  readonly severity: 'error' | 'warning' | 'notice' | 'info' | 'debug' | undefined;
  /** Where in systemd's sources it comes from, `src/core/socket.c` say, where the output tells. */
  readonly source: string | undefined;
  /** The file that it names, and the line in it, counted from 1 as systemd counts lines. */
  readonly uri: Uri | undefined;
  readonly line: number | undefined;
  /** The unit that it names instead of a file. */
  readonly unit: string | undefined;
  readonly text: string;
}

/** A diagnostic of this server that claims something about real systemd. */
export interface Claim {
  readonly code: string;
  /** What systemd does about it. */
  readonly effect: 'refuse' | 'ignore' | 'fail' | 'note' | 'advice';
  readonly message: string;
  readonly location: Location;
}

/** What systemd and this server say of a unit, side by side. Remarks are given by their index in the list that was sent. */
export interface Comparison {
  readonly unit: string;
  /** The systemd version that the diagnostics are for. */
  readonly version: number;
  /** Whether the unit is refused. */
  readonly refused: { readonly bySystemd: boolean; readonly here: boolean };
  /** For each remark the place that it is about; null for one about no file of the unit. */
  readonly places: readonly (Location | null)[];
  readonly agreed: readonly { readonly remarks: readonly number[]; readonly claims: readonly Claim[] }[];
  readonly onlySystemd: readonly number[];
  readonly onlyHere: readonly Claim[];
  /** About other units or about this machine: not caused by the unit's files. */
  readonly elsewhere: readonly number[];
}
