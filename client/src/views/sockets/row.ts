import type { SocketSummary } from '../../../../server/src/protocol/requests.ts';
import type { UnitState } from '../../manager/unit-state.ts';

/** A row of the views of sockets and timers. A command that is called on it takes its `uri`, or else the unit that is `installed`. */
export type Row = UnitRow | DetailRow | ServiceRow | InstancesRow | InstanceRow;

/** A socket, timer or path. */
export interface UnitRow {
  readonly kind: 'unit';
  readonly unit: string;
  /** The file of the workspace; undefined for a unit of the target. */
  readonly uri: string | undefined;
  /** What the workspace says of it. */
  readonly summary: SocketSummary | undefined;
  readonly known: Known;
  /** What the target has, where the row is about that. */
  readonly installed: UnitState | undefined;
  /** Whether the deployed files differ from the workspace. */
  readonly differs: boolean;
  /** A dry run of it is under way. */
  readonly trying: boolean;
  /** Whether it was deployed from here, so that it can be undeployed. */
  readonly deployed: boolean;
  /** When it elapses next, in milliseconds since 1970. */
  readonly next: number | undefined;
  /** The folder of the workspace that it is in, where there are several. */
  readonly folder: string | undefined;
}

/** The state of a unit; `not-known` where its manager gave no answer, undefined where there is none to ask. */
export type Known = UnitState | 'not-known' | undefined;

/** Something about a unit: where it listens, what it watches, why it failed last. */
export interface DetailRow {
  readonly kind: 'listener' | 'watch' | 'error';
  readonly label: string;
  readonly description: string;
  readonly of: UnitRow;
  readonly uri: string | undefined;
}

export interface ServiceRow {
  readonly kind: 'service';
  readonly unit: string;
  readonly uri: string | undefined;
  readonly template: boolean;
  /** No file of it is known, and the manager has none. */
  readonly missing: boolean;
  readonly state: UnitState | undefined;
  readonly installed: UnitState | undefined;
}

/** The counters of a socket with Accept=yes; its instances are below it. */
export interface InstancesRow {
  readonly kind: 'instances';
  readonly socket: string;
  readonly uri: undefined;
  readonly now: number;
  readonly accepted: number;
  readonly refused: number | undefined;
  readonly instances: readonly UnitState[];
}

export interface InstanceRow {
  readonly kind: 'instance';
  readonly uri: undefined;
  readonly installed: UnitState;
}

export function stateOf(known: Known): UnitState | undefined {
  return known === 'not-known' ? undefined : known;
}
