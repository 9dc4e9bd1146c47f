import type { StepOutcome } from '../deploy/step.ts';
import { type Cursor, type JournalEntry, journalSince } from '../manager/journal.ts';
import { withOrphans } from '../manager/orphan-entries.ts';
import { outputText, type Ran } from '../manager/outcome.ts';
import { findOwners, type PortOwner } from '../manager/port-owner.ts';
import type { Target } from '../manager/target.ts';
import { concerning } from '../manager/unit-name.ts';
import { type Exit, readInstances, readState, type UnitState } from '../manager/unit-state.ts';
import type { Ending } from '../request/http-reply.ts';
import type { Evidence, ProgramFile } from './evidence.ts';
import { failedProgram } from './program-failure.ts';

/** What the evidence is about. */
export interface Subject {
  readonly unit: string;
  readonly service: string | undefined;
  readonly accept: boolean;
  /** The machine in words, within a sentence. */
  readonly place: string;
  /** Whether every status of the service's command is a good one (`-`). */
  readonly ignoresExit?: boolean;
}

/** Collects from the target all that may explain a failure. What cannot be read is left out; it never fails itself. */
export async function gatherEvidence(
  target: Target,
  subject: Subject,
  during: Evidence['during'],
  outcome: StepOutcome,
  since: Cursor | undefined,
  ending?: Ending['kind'],
): Promise<Evidence> {
  const journal = since === undefined ? [] : await journalOf(target, subject, since);
  const state = target.kind === 'dry-run' ? undefined : await readState(target, subject.unit);
  const lines = [...linesOf(outcome), ...journal.filter((entry) => entry.fromManager).map((entry) => entry.message)];
  return {
    during,
    outcome,
    ...subject,
    ignoresExit: subject.ignoresExit ?? false,
    output: [],
    manager: target.manager,
    lines,
    journal,
    unitState: state?.kind === 'ok' ? state.value : undefined,
    exit: await exitOf(target, subject, journal),
    owners: await ownersOf(target, lines),
    program: await programOf(target, lines),
    selinux: await enforcesSelinux(target, lines),
    ending,
  };
}

/** What the journal says of the subject since `since`, with the lines of processes that had ended before journald read them. */
async function journalOf(target: Target, subject: Subject, since: Cursor): Promise<readonly JournalEntry[]> {
  const concerns = concernsSubject(subject);
  const read = await journalSince(target, since, () => true);
  if (read.kind !== 'ok') return [];
  const { entries } = read.value;
  const unit = entries.findLast((entry) => concerns(entry.unit) && !entry.unit.endsWith('.socket'))?.unit;
  if (unit === undefined) return entries.filter((entry) => concerns(entry.unit));
  return withOrphans(target, entries, { unit, concerns, alone: true });
}

/** Whether a unit is the subject, its service, or an instance of that. */
export function concernsSubject({ unit, service }: Subject): (name: string) => boolean {
  return concerning(unit, service);
}

/** The messages of a failed step, line by line. */
export function linesOf(outcome: StepOutcome): string[] {
  const ran = ranOf(outcome);
  const text = outcome.kind === 'denied' || outcome.kind === 'unavailable' ? outcome.detail : '';
  const said = ran === undefined ? text : `${ran.stderr}\n${outputText(ran)}`;
  return said.split('\n').filter((line) => line.trim() !== '');
}

function ranOf(outcome: StepOutcome): Ran | undefined {
  return 'ran' in outcome ? outcome.ran : undefined;
}

/** How the process behind the socket ended: from the journal, or from an instance that the manager keeps as failed. */
async function exitOf(
  target: Target,
  { unit, service }: Subject,
  journal: readonly JournalEntry[],
): Promise<Exit | undefined> {
  const logged = journal.findLast((entry) => entry.exit !== undefined)?.exit;
  if (logged !== undefined) return logged;
  if (target.kind === 'dry-run' || journal.length === 0) return undefined;
  const name = service ?? unit;
  const states = name.includes('@.') ? await readInstances(target, name) : await readState(target, name);
  if (states.kind !== 'ok') return undefined;
  const failed = [states.value].flat().findLast((state: UnitState) => state.active === 'failed');
  return failed?.exit;
}

async function ownersOf(target: Target, lines: readonly string[]): Promise<readonly PortOwner[]> {
  const address = lines
    .map((line) => /(?:\(([^()]+)\)|'([^']+)'): Address already in use/.exec(line))
    .map((match) => match?.[1] ?? match?.[2])
    .find((found) => found !== undefined);
  return address === undefined ? [] : findOwners(target, address);
}

/** What is at the path of a program that could not be executed. */
async function programOf(target: Target, lines: readonly string[]): Promise<ProgramFile | undefined> {
  const path = lines.map((line) => failedProgram(line)?.path).find((found) => found?.startsWith('/'));
  if (path === undefined) return undefined;
  const resolved = await target.resolve(path);
  const entry = await target.read(resolved.kind === 'ok' ? (resolved.value ?? path) : path);
  if (entry.kind !== 'ok' || entry.value.kind !== 'file') return { path, exists: false, interpreter: undefined };
  const start = new TextDecoder('latin1').decode(entry.value.bytes.subarray(0, 256));
  return { path, exists: true, interpreter: /^#!\s*(\S+)/.exec(start)?.[1] };
}

/** A permission error of root points to SELinux; for other users it is usually an ordinary one. */
async function enforcesSelinux(target: Target, lines: readonly string[]): Promise<boolean> {
  const denied = lines.some((line) => /(?:Permission denied|Operation not permitted)$/.test(line));
  if (!denied || target.manager !== 'system') return false;
  const asked = await target.run(['getenforce'], { timeout: 5_000 });
  return asked.kind === 'ok' && outputText(asked.value).trim() === 'Enforcing';
}
