import { window } from 'vscode';
import { listed } from '../l10n.ts';
import { targetLabel } from '../manager/describe-target.ts';
import type { App } from './app.ts';
import { deployUnitFiles } from './deployment-flow.ts';
import { startDryRun } from './dry-run-flow.ts';
import { sendTestRequest } from './send-test-request.ts';
import { showJournal } from './show-journal.ts';
import { plannedSubject } from './subject.ts';

/** Deploys what is needed, (re)starts the socket, shows its addresses, and offers a test request. */
export async function activateSocket(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  if (planned.chosen.target.kind === 'dry-run' && planned.chosen.reach.kind === 'reachable') {
    return startDryRun(app, planned);
  }
  const done = await deployUnitFiles(app, planned, true, (uri = planned.uri) => activateSocket(app, uri));
  if (done === undefined) return;
  app.walkthrough.reached('activate', planned.plan.start);

  const { plan, chosen } = planned;
  const place = targetLabel(chosen.target, app.t);
  const listens = listed(
    (done.report.state?.listens ?? []).map((listen) => listen.replace(/ \(\w+\)$/, '')),
    app.t,
  );
  const isSocket = plan.start.endsWith('.socket');
  const message = isSocket
    ? app.t('{0} listens on {1} ({2}).', plan.start, listens, place)
    : app.t('{0} is {1} ({2}).', plan.start, done.report.state?.active ?? '', place);
  const request = app.t('Send Test Request');
  const journal = app.t('Show Journal');
  const answer = await window.showInformationMessage(message, ...(isSocket ? [request] : []), journal);
  if (answer === request) await sendTestRequest(app, planned.uri);
  if (answer === journal) await showJournal(app, planned.uri);
}
