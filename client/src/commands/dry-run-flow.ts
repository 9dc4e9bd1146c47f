import { window } from 'vscode';
import type { DryRun } from '../../../server/src/protocol/plan.ts';
import { listed } from '../l10n.ts';
import { askDryRun } from '../views/consent.ts';
import type { App } from './app.ts';
import { sendTestRequest } from './send-test-request.ts';
import { type Planned, saveFiles } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Tries a socket with systemd-socket-activate, in a terminal that shows what happens. Nothing is installed. */
export async function startDryRun(app: App, planned: Planned): Promise<void> {
  const { plan, chosen, uri } = planned;
  const { t } = app;
  if (!(await saveFiles(plan))) return;
  if (plan.dryRun.kind !== 'command') {
    void window.showErrorMessage(whyNot(app, plan.start, plan.service ?? '', plan.dryRun));
    return;
  }
  const agreed = await askDryRun(app, plan, plan.dryRun);
  if (agreed === undefined) return;
  const run = await app.dryRuns.start(chosen.target, plan.start, agreed);
  app.stateChanged();
  if (run.kind === 'listening') {
    app.walkthrough.reached('activate', plan.start);
    const request = t('Send Test Request');
    const stop = t('Stop');
    const listens = listed(
      agreed.listeners.map(({ value }) => value),
      app.t,
    );
    const message = t('{0} is being tried: it listens on {1}. Nothing was installed.', plan.start, listens);
    const answer = await window.showInformationMessage(message, request, stop);
    if (answer === request) await sendTestRequest(app, uri);
    if (answer === stop) app.dryRuns.stop(plan.start);
    return;
  }
  if (run.outcome.kind === 'cancelled') return;
  const outcome = run.outcome.kind === 'ok' ? ({ kind: 'exit', ran: run.outcome.value } as const) : run.outcome;
  await tellFailure(app, planned, 'dry-run', outcome, () => startDryRun(app, planned));
}

function whyNot({ t }: App, socket: string, service: string, why: Exclude<DryRun, { kind: 'command' }>): string {
  switch (why.kind) {
    case 'no-service':
      return t('{0} cannot be tried: its service {1} is not in the workspace. Create it first.', socket, service);
    case 'no-exec':
      return t('{0} cannot be tried: {1} has no ExecStart=.', socket, service);
    case 'listener':
      return t(
        '{0} cannot be tried: systemd-socket-activate cannot listen on {1}. Select a manager as the target.',
        socket,
        why.value,
      );
  }
}
