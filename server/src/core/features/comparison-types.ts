import type { Effect, Location } from '../diagnostic.ts';
import type { Message } from '../text/message.ts';

/** One thing that `systemd-analyze verify` said, taken apart. */
export interface Remark {
  /** Undefined where the output does not tell. */
  readonly severity: 'error' | 'warning' | 'notice' | 'info' | 'debug' | undefined;
  /** Where in systemd's sources it comes from, `src/core/socket.c` say, where the output tells. */
  readonly source: string | undefined;
  /** The file and the line in it, counted from 1 as systemd does, for what is about one. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  /** The unit that it is about, where that is written instead. */
  readonly unit: string | undefined;
  readonly text: string;
}

/** A finding of ours that claims something of real systemd. */
export interface Claim {
  readonly code: string;
  readonly effect: Effect;
  readonly message: Message;
  readonly place: Location;
}

/** What systemd says of a unit beside what we say. Remarks are given by their number in the list that was compared. */
export interface Comparison {
  readonly unit: string;
  /** The version that our findings are for. */
  readonly version: number;
  /** Whether the unit is refused. */
  readonly refused: { readonly bySystemd: boolean; readonly here: boolean };
  /** For each remark the place that it is about; null for what is about no file of the unit. */
  readonly places: readonly (Location | null)[];
  readonly agreed: readonly { readonly remarks: readonly number[]; readonly claims: readonly Claim[] }[];
  readonly onlySystemd: readonly number[];
  readonly onlyHere: readonly Claim[];
  /** About other units, or about what this machine has and has not: not caused by the unit's files. */
  readonly elsewhere: readonly number[];
}
