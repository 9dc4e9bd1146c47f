import { expect } from 'vitest';
import type { Listener, Plan } from '../../../server/src/protocol/plan.ts';
import { changes, prepareDeployment } from '../../src/deploy/deployment.ts';
import { LISTENER, plannedFile, planOf } from '../../src/deploy/plan-for-tests.ts';
import { type RunReport, runPlan } from '../../src/deploy/run-plan.ts';
import { asPlanned } from '../../src/deploy/source.ts';
import { isGood } from '../../src/deploy/step.ts';
import type { Explanation } from '../../src/explain/evidence.ts';
import { explain } from '../../src/explain/explain.ts';
import { gatherEvidence, type Subject } from '../../src/explain/gather.ts';
import { english } from '../../src/l10n.ts';
import { systemctl } from '../../src/manager/systemctl.ts';
import type { Target } from '../../src/manager/target.ts';
import type { HttpRequest } from '../../src/request/http-request.ts';
import { type Probe, probe } from '../../src/request/probe.ts';

/** What most tests of targets deploy and ask: a socket whose instances say what they were asked. */
export const SOCKET = '[Socket]\nListenStream=9999\nAccept=yes\n';
// It stays a moment after its last words, or the journal would at times not know any more whose they were.
export const ECHO = service(
  'ExecStart=-/bin/sh -c "read line; echo You said: $$line; echo noted >&2; sleep 0.2; exit 3"',
);
export const POST = { method: 'POST', path: '/greet', headers: ['X-Test: 1'], body: 'site=juejin,name=pdudo' };
export const SUBJECT: Subject = { unit: 'a.socket', service: 'a@.service', accept: true, place: 'this machine' };

/** The plan for a socket and, where it is given, its template. */
export function planFor(socket: string, template?: string, prefix = 'a'): Plan {
  return planOf({
    unit: `${prefix}.socket`,
    start: `${prefix}.socket`,
    files: [
      ...(template === undefined ? [] : [plannedFile(`${prefix}@.service`, template)]),
      plannedFile(`${prefix}.socket`, socket),
    ],
    service: `${prefix}@.service`,
  });
}

/** A service that is given the connection, with some lines more. */
export function service(lines: string): string {
  return `[Service]\nStandardInput=socket\nStandardError=journal\n${lines}\n`;
}

/** Deploys and starts what a plan wants, and gives the report, whatever it says. */
export async function activate(target: Target, wanted: Plan): Promise<RunReport> {
  const prepared = await prepareDeployment(target, wanted, asPlanned);
  if (prepared.kind !== 'ok') throw new Error(`not prepared: ${JSON.stringify(prepared)}`);
  const report = await runPlan(prepared.value, { start: true });
  if (report.result === 'done') expect(changes(prepared.value).length + report.steps.length).toBeGreaterThan(2);
  return report;
}

/** Why the last step of a report failed. */
export async function explained(target: Target, subject: Subject, report: RunReport): Promise<Explanation> {
  const failed = report.steps.findLast((step) => !isGood(step.outcome));
  if (failed === undefined) throw new Error('Nothing failed.');
  return explain(await gatherEvidence(target, subject, failed.name, failed.outcome, report.since), english);
}

interface Question {
  readonly request?: HttpRequest;
  readonly listener?: Listener;
  /** What is asked, where it is not `a.socket` with its template. */
  readonly subject?: Partial<Subject>;
}

/** Sends a request that must get through, whatever becomes of it. */
export async function ask(
  target: Target,
  { request = POST, listener = LISTENER, subject }: Question = {},
): Promise<Probe> {
  const { unit, service: behind, accept } = { ...SUBJECT, ...subject };
  const sent = await probe(target, request, listener, { socket: unit, service: behind, accept });
  if (sent.kind !== 'ok') throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.value;
}

/** The same, with the explanation of what became of it. */
export async function askWhy(
  target: Target,
  question: Question = {},
): Promise<Probe & { readonly explanation: Explanation }> {
  const sent = await ask(target, question);
  const worked = { kind: 'ok', ran: undefined } as const;
  const subject = { ...SUBJECT, ...question.subject };
  const evidence = await gatherEvidence(target, subject, 'request', worked, sent.since, sent.reply.ending.kind);
  return { ...sent, explanation: explain({ ...evidence, exit: sent.answerer?.exit ?? evidence.exit }, english) };
}

/** Takes away what a test has left. */
export async function clear(target: Target, prefix = 'a'): Promise<void> {
  const directory = await target.unitDirectory();
  if (directory.kind !== 'ok') return;
  for (const name of [`${prefix}.socket`, `${prefix}.service`, `${prefix}@.service`]) {
    // One at a time: newer versions stop nothing where one of several is not loaded.
    await target.run(systemctl(target, 'stop', [name.replace('@.', '@*.')]));
    await target.write(`${directory.value}/${name}`, { kind: 'absent' }, 'anything');
  }
  await target.run(systemctl(target, 'daemon-reload'));
  await target.run(systemctl(target, 'reset-failed'));
}
