import type { Difference, FleetEvent, HostStatus, ItemResult, TaskResult } from './events.ts';
import { CANCELLED, NEW, PUT_BACK, STEP } from './steps.ts';

/** The result on one machine. */
export interface HostResult {
  readonly host: string;
  readonly outcome: HostOutcome;
  /** The files that were written, or would be, with what changes in them. */
  readonly changed: readonly ChangedFile[];
  /** How many steps went well. */
  readonly steps: number;
  /** The first step that failed, and what was said about it. */
  readonly failure: HostFailure | undefined;
  readonly left: readonly LeftFile[];
}

/** An unwanted file that is, or may be, left on a machine. */
export interface LeftFile {
  /**
   * - `replaced`: the file may be the new one. `copy`: it is as it should be, and its old version is kept beside it.
   * - `earlier`: a copy itself, from an earlier run that was cut off.
   */
  readonly kind: 'replaced' | 'copy' | 'earlier';
  readonly path: string;
  /** Where its old version is; undefined where there was none. */
  readonly kept: string | undefined;
}

/**
 * - `changed` and `unchanged`: it is as it should be.
 * - `put-back`: a step failed, and all is as it was. `cancelled`: the same, as it was told to stop.
 * - `failed`: a step failed, and not all could be put back.
 * - `left-out`: the check failed there, so nothing was deployed.
 * - `unreachable`: it was never reached. `lost`: it was, and after something was begun no longer.
 */
export type HostOutcome =
  | 'changed'
  | 'unchanged'
  | 'put-back'
  | 'cancelled'
  | 'failed'
  | 'left-out'
  | 'unreachable'
  | 'lost';

export interface ChangedFile {
  readonly path: string;
  readonly diff: readonly Difference[];
}

export interface HostFailure {
  readonly step: string;
  /** Whether it was the connection that failed. */
  readonly lost: boolean;
  /** Verbatim, line by line. */
  readonly said: readonly string[];
  /** Of the unit, where it was asked for. */
  readonly journal: readonly string[];
}

/** Puts what happened together by machine, in the order in which they were first heard of. */
export function resultsOf(events: readonly FleetEvent[]): readonly HostResult[] {
  const byHost = new Map<string, HostEvent[]>();
  for (const event of events) {
    if (event.event !== 'host') continue;
    byHost.set(event.host, [...(byHost.get(event.host) ?? []), event]);
  }
  return [...byHost].map(([host, own]) => resultOf(host, own));
}

/** Whether it is, or would be, as it should be. */
export function isGood({ outcome }: HostResult): boolean {
  return outcome === 'changed' || outcome === 'unchanged';
}

/** All machines after a deployment: those that it was for, and those that the check had ruled out. */
export function withLeftOut(checked: readonly HostResult[], done: readonly HostResult[]): readonly HostResult[] {
  const left = checked.filter((result) => !isGood(result) && !done.some(({ host }) => host === result.host));
  return [
    ...done,
    ...left.map((one) => (one.outcome === 'unreachable' ? one : { ...one, outcome: 'left-out' as const })),
  ];
}

type HostEvent = Extract<FleetEvent, { event: 'host' }>;

function resultOf(host: string, events: readonly HostEvent[]): HostResult {
  // Copies that could not be removed do no harm.
  const first = events.find(({ task, status }) => isFailure(status) && task !== STEP.tidy);
  const install = events.find(({ task }) => task === STEP.install);
  const changed = (install?.result.items ?? []).filter((item) => item.changed);
  const journal = events.find(({ task, status }) => task === STEP.reason && status === 'ok')?.result.stdout;
  return {
    host,
    outcome: outcomeOf(events, first, changed.length > 0),
    changed: changed.map(({ label, diff }) => ({ path: label, diff })),
    steps: events.filter(({ status }) => status === 'ok' || status === 'changed').length,
    failure:
      first === undefined
        ? undefined
        : {
            step: first.task,
            lost: first.status === 'unreachable',
            said: said(first.result),
            journal: lines(journal ?? ''),
          },
    left: leftBy(events),
  };
}

function isFailure(status: HostStatus): boolean {
  return status === 'failed' || status === 'unreachable';
}

function outcomeOf(events: readonly HostEvent[], first: HostEvent | undefined, changed: boolean): HostOutcome {
  if (first === undefined) {
    const started = events.some(({ task, status }) => task === STEP.start && status === 'changed');
    return changed || started ? 'changed' : 'unchanged';
  }
  const reached = events.some(({ status }) => status === 'ok' || status === 'changed');
  if (first.status === 'unreachable' && !reached) return 'unreachable';
  const putBack = events.some(({ task, result }) => task === STEP.putBack && result.msg === PUT_BACK);
  if (!putBack && begun(events)) return events.some(({ status }) => status === 'unreachable') ? 'lost' : 'failed';
  return first.result.msg === CANCELLED ? 'cancelled' : 'put-back';
}

function begun(events: readonly HostEvent[]): boolean {
  return events.some(({ task, status }) => task === STEP.install && status !== 'skipped');
}

/** What the machine has of this run and of earlier ones, as the playbook says it. */
function leftBy(events: readonly HostEvent[]): readonly LeftFile[] {
  const kinds = {
    [STEP.earlier]: 'earlier',
    [STEP.left]: begun(events) ? 'replaced' : 'copy',
    [STEP.copies]: 'copy',
  } as const;
  return Object.entries(kinds).flatMap(([step, kind]) =>
    events
      .filter(({ task, status }) => task === step && status === 'ok')
      .flatMap(({ result }) => result.items)
      .filter(({ msg }) => msg === NEW || msg.startsWith('/'))
      .map(({ label, msg }) => ({ kind, path: label, kept: msg === NEW || kind === 'earlier' ? undefined : msg })),
  );
}

/** What a failed task, or the failed items of one, have to say. */
function said(result: TaskResult): readonly string[] {
  const failed = result.items.filter((item) => item.failed);
  const told: readonly ItemResult[] = failed.length > 0 ? failed : [result];
  return [...new Set(told.flatMap(({ stderr, stdout, msg }) => [...lines(stderr), ...lines(stdout), ...lines(msg)]))];
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
