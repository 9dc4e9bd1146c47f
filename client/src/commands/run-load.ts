import { type Memento, window } from 'vscode';
import { requestTimeLimit } from '../editor/settings.ts';
import type { Explanation } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { gatherEvidence } from '../explain/gather.ts';
import { targetLabel } from '../manager/describe-target.ts';
import type { Outcome } from '../manager/outcome.ts';
import { endpointOf } from '../request/http-request.ts';
import { type Load, type LoadReport, MOST_AT_ONCE, MOST_REQUESTS, runLoad as sendLoad } from '../request/load-run.ts';
import { senderFor } from '../request/request-route.ts';
import { isHttp } from '../request/test-request.ts';
import { loadText } from '../views/load-text.ts';
import { type Composed, composeRequest } from '../views/request-form.ts';
import type { App } from './app.ts';
import { withCancellableProgress } from './progress.ts';
import { waysTo } from './send-test-request.ts';
import { type Planned, plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Sends one request many times, several at once, to measure response times and find limits. */
export async function runLoad(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan } = planned;
  const listeners = (await waysTo(app, planned)).filter((listener) => endpointOf(listener) !== undefined);
  if (listeners.length === 0) {
    void window.showWarningMessage(
      app.t('A load run needs a stream socket that curl can reach; {0} has none.', plan.start),
    );
    return;
  }
  const load = await askLoad(app, plan.start);
  if (load === undefined) return;
  const composed = await composeRequest(app.context.workspaceState, plan.start, listeners, app.t, {
    title: app.t('Load Run on {0}', plan.start),
    send: app.t('Send {0} times, {1} at a time', load.requests, load.concurrency),
    onlyHttp: true,
  });
  if (composed === undefined) return;
  const report = await runWithProgress(app, planned, composed, load);
  app.stateChanged();
  if (report.kind === 'cancelled') {
    void window.showInformationMessage(app.t('Cancelled: the load run on {0} was ended.', plan.start));
    return;
  }
  if (report.kind !== 'ok') return tellFailure(app, planned, 'request', report, () => runLoad(app, argument));
  const explanation = await explanationFor(app, planned, report.value);
  const text = loadText(report.value, explanation, targetLabel(planned.chosen.target, app.t), app.t);
  await app.pages.show('systemd-details', app.t('Load Run {0}', plan.start), text, { unit: planned.uri });
}

async function askLoad(app: App, unit: string): Promise<Load | undefined> {
  const memory = app.context.workspaceState;
  const former = memory.get<Load>(keyOf(unit), { requests: 100, concurrency: 10 });
  const requests = await askNumber(app, app.t('How many requests?'), former.requests, MOST_REQUESTS);
  if (requests === undefined) return undefined;
  const concurrency = await askNumber(
    app,
    app.t('How many at a time?'),
    Math.min(former.concurrency, requests),
    MOST_AT_ONCE,
  );
  if (concurrency === undefined) return undefined;
  await rememberLoad(memory, unit, { requests, concurrency });
  return { requests, concurrency };
}

async function askNumber(app: App, title: string, value: number, most: number): Promise<number | undefined> {
  const text = await window.showInputBox({
    title,
    value: String(value),
    validateInput: (typed) =>
      /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most
        ? undefined
        : app.t('A number from 1 to {0}.', most),
  });
  return text === undefined ? undefined : Number(text);
}

async function rememberLoad(memory: Memento, unit: string, load: Load): Promise<void> {
  await memory.update(keyOf(unit), load);
}

function keyOf(unit: string): string {
  return `systemd.load:${unit}`;
}

function runWithProgress(
  app: App,
  { plan, chosen }: Planned,
  { request, listener }: Composed,
  load: Load,
): Thenable<Outcome<LoadReport>> {
  const title = app.t('Load run on {0}', plan.start);
  return withCancellableProgress(title, async (signal, progress) => {
    const sender = app.machine === undefined ? chosen.target : senderFor(chosen.target, listener, app.machine.run);
    let shown = 0;
    const onShot = (count: number) => {
      const percent = Math.floor((count / load.requests) * 100);
      if (percent > shown) progress.report({ message: `${count}/${load.requests}`, increment: percent - shown });
      shown = Math.max(shown, percent);
    };
    if (!isHttp(request)) return { kind: 'cancelled' };
    return app.underWay.during(
      plan.start,
      sendLoad(sender, request, listener, plan.start, load, { seconds: requestTimeLimit(), signal, onShot }),
    );
  });
}

/** The limit that the run hit, if any, from the journal and the socket's state. */
async function explanationFor(app: App, planned: Planned, report: LoadReport): Promise<Explanation | undefined> {
  const lost = report.shots.filter(({ exit }) => exit !== 0);
  if (lost.length === 0) return undefined;
  const ending = lost.some(({ exit }) => exit === 7) ? 'unreachable' : 'reset';
  const worked = { kind: 'ok', ran: undefined } as const;
  const evidence = await gatherEvidence(
    planned.chosen.target,
    planned.subject,
    'request',
    worked,
    report.since,
    ending,
  );
  const explanation = explain(evidence, app.t);
  return explanation.code === 'unknown' ? undefined : explanation;
}
