import type { Difference, FleetEvent, ItemResult, TaskResult } from './events.ts';
import { CANCELLED, PUT_BACK, STEP } from './steps.ts';

/** How it went on one machine. */
export interface HostResult {
  readonly host: string;
  readonly outcome: HostOutcome;
  /** The files that were written, or would be, with what changes in them. */
  readonly changed: readonly ChangedFile[];
  /** How many steps went well. */
  readonly steps: number;
  /** The first step that failed, and what was said about it. */
  readonly failure: HostFailure | undefined;
}

/**
 * - `changed` and `unchanged`: it is as it should be.
 * - `put-back`: a step failed, and all is as it was. `cancelled`: the same, as it was told to stop.
 * - `failed`: a step failed, and not all could be put back.
 * - `left-out`: the check failed there, so nothing was deployed.
 * - `unreachable`: it was never reached. `lost`: it was, and then no longer.
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
  /** Word for word, line by line. */
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
  const first = events.find(({ status }) => status === 'failed' || status === 'unreachable');
  const install = events.find(({ task }) => task === STEP.install);
  const changed = (install?.result.items ?? []).filter((item) => item.changed);
  const journal = events.find(({ task, status }) => task === STEP.reason && status === 'ok')?.result.stdout;
  return {
    host,
    outcome: outcomeOf(events, first, changed.length > 0),
    changed: changed.map(({ label, diff }) => ({ path: label, diff })),
    steps: events.filter(({ status }) => status === 'ok' || status === 'changed').length,
    failure:
      first === undefined ? undefined : { step: first.task, said: said(first.result), journal: lines(journal ?? '') },
  };
}

function outcomeOf(events: readonly HostEvent[], first: HostEvent | undefined, changed: boolean): HostOutcome {
  if (first === undefined) {
    const started = events.some(({ task, status }) => task === STEP.start && status === 'changed');
    return changed || started ? 'changed' : 'unchanged';
  }
  const lost = events.some(({ status }) => status === 'unreachable');
  if (lost) return events.some(({ status }) => status === 'ok' || status === 'changed') ? 'lost' : 'unreachable';
  const begun = events.some(({ task, status }) => task === STEP.install && status !== 'skipped');
  const putBack = events.some(({ task, result }) => task === STEP.putBack && result.msg === PUT_BACK);
  if (!putBack && begun) return 'failed';
  return first.result.msg === CANCELLED ? 'cancelled' : 'put-back';
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
