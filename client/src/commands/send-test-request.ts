import { window } from 'vscode';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { handlersOn } from '../deploy/handlers.ts';
import { requestTimeLimit } from '../editor/settings.ts';
import type { Evidence, Explanation } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { gatherEvidence } from '../explain/gather.ts';
import { listed, type Translate } from '../l10n.ts';
import { actualListeners, furtherListeners } from '../manager/actual-listeners.ts';
import { targetLabel } from '../manager/describe-target.ts';
import { isGoodEnd, readState } from '../manager/unit-state.ts';
import { type Probe, probe } from '../request/probe.ts';
import { senderFor, throughAddress } from '../request/request-route.ts';
import { isReachable, requestTitle } from '../request/test-request.ts';
import { bytesText } from '../views/bytes-text.ts';
import { showFailure } from '../views/failure.ts';
import { type AboutReply, replyText, statusText } from '../views/reply-text.ts';
import { type Composed, composeRequest } from '../views/request-form.ts';
import { rememberResult } from '../views/request-memory.ts';
import type { App } from './app.ts';
import { withCancellableProgress } from './progress.ts';
import { applyRemedy } from './remedy.ts';
import { type Planned, plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Lets the person compose a request to a socket, sends it from the target's machine, and shows the reply. */
export async function sendTestRequest(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan } = planned;
  if (!plan.listeners.some(isReachable)) {
    const what =
      listed(
        plan.listeners.map(({ directive, value }) => `${directive}=${value}`),
        app.t,
      ) || plan.start;
    void window.showWarningMessage(app.t('No test request can be sent to {0}.', what));
    return;
  }
  const listeners = await waysTo(app, planned);
  const composed = await composeRequest(app.context.workspaceState, plan.start, listeners, app.t);
  if (composed !== undefined) await send(app, planned, composed);
}

/** Sends a request that is composed already. */
export async function send(app: App, planned: Planned, composed: Composed): Promise<void> {
  const { plan, chosen, uri } = planned;
  const again = () => send(app, planned, composed);
  const connection = { socket: plan.start, service: plan.service, accept: plan.accept };
  const sender =
    app.machine === undefined ? chosen.target : senderFor(chosen.target, composed.listener, app.machine.run);
  const said = app.dryRuns.output(plan.start).length;
  const title = app.t('Sending {0} to {1}', requestTitle(composed.request), plan.start);
  const sent = await withCancellableProgress(title, (signal) =>
    app.underWay.during(
      plan.start,
      probe(sender, composed.request, composed.listener, connection, { seconds: requestTimeLimit(), signal }),
    ),
  );
  app.stateChanged();
  if (sent.kind === 'cancelled') {
    void window.showInformationMessage(app.t('Cancelled: {0} was not waited for.', requestTitle(composed.request)));
    return;
  }
  if (sent.kind !== 'ok') return tellFailure(app, planned, 'request', sent, again);
  const { reply } = sent.value;
  const result = {
    said: statusText(sent.value, app.t),
    milliseconds: Math.round(reply.total * 1000),
    at: Date.now(),
  };
  const remembered = { request: composed.request, listener: composed.listener.value };
  await rememberResult(app.context.workspaceState, plan.start, remembered, result);
  const evidence = await evidenceOf(planned, sent.value);
  const explanation = explanationOf(sent.value, evidence, app.t);
  if (reply.ending.kind === 'complete') app.walkthrough.reached('request', plan.start);
  if (reply.ending.kind !== 'unreachable') {
    await showReply(app, planned, composed, sent.value, {
      explanation,
      ignoresExit: evidence.ignoresExit,
      place: targetLabel(chosen.target, app.t),
      terminal: await app.dryRuns.said(plan.start, said),
    });
  }
  if (reply.ending.kind !== 'unreachable') app.walkthrough.reached('reply', plan.start);
  // The page shows the failure itself, with remedies as lenses above it.
  if (explanation === undefined || reply.ending.kind !== 'unreachable') return;
  const failing = { unit: uri, explanation, evidence, steps: [], putBack: [], aftermath: undefined };
  const remedy = await showFailure(app, failing);
  if (remedy !== undefined) await applyRemedy(app, uri, remedy.action, again);
}

/** Where a request can be sent: to each listener from its own machine, and to some from here. */
export async function waysTo({ machine, dryRuns, t }: App, { plan, chosen }: Planned): Promise<readonly Listener[]> {
  const { target } = chosen;
  if (target.kind === 'dry-run') return dryRuns.listeners(plan.start) ?? plan.listeners;
  const state = await readState(target, plan.start);
  const listens = state.kind === 'ok' ? state.value.listens : [];
  const planned = actualListeners(plan.listeners, listens);
  const listeners = [...planned, ...furtherListeners(planned, listens, t)];
  if (target.kind !== 'ssh' || target.host === undefined) return listeners;
  const address = await machine?.hosts.address(target.host);
  const remote = address?.kind === 'ok' ? throughAddress(listeners, address.value, t) : [];
  return [...listeners, ...remote];
}

async function showReply(
  app: App,
  { uri, plan, chosen }: Planned,
  composed: Composed,
  sent: Probe,
  about: AboutReply,
): Promise<void> {
  const text = replyText(sent, about, app.t);
  const page = await app.pages.show('systemd-reply', app.t('Reply {0}', sent.socket), text, {
    preserveFocus: false,
    unit: uri,
  });
  const { remedies = [], places = [] } = about.explanation ?? {};
  const handlers = await handlersOn(chosen.target, plan);
  const here = chosen.target.host === undefined;
  app.sent.set(page.toString(), { uri, composed, remedies, places, handlers, here, body: sent.reply.body });
  forgetBodies(app.sent);
  app.sentChanged();
}

/** Only the last replies can be saved, so that they do not fill the memory. */
function forgetBodies(sent: App['sent']): void {
  for (const [page, one] of [...sent].slice(0, -MOST_BODIES)) {
    if (one.body !== undefined) sent.set(page, { ...one, body: undefined });
  }
}

const MOST_BODIES = 10;

/** What is known about a request: of an instance that was found, its own words and its end, not those of others. */
async function evidenceOf({ chosen, subject }: Planned, { reply, answerer, since }: Probe): Promise<Evidence> {
  const worked = { kind: 'ok', ran: undefined } as const;
  const evidence = await gatherEvidence(chosen.target, subject, 'request', worked, since, reply.ending.kind);
  const output = bytesText(reply.body.subarray(0, LONGEST_OUTPUT), true);
  return {
    ...evidence,
    output: output.kind === 'text' ? output.text.split('\n') : [],
    ...(answerer?.unit !== undefined && { exit: answerer.exit, journal: answerer.journal }),
  };
}

/** A traceback is short. */
const LONGEST_OUTPUT = 64 * 1024;

/** What the reply, or the instance that gave it, shows of a failure. */
function explanationOf({ reply, answerer }: Probe, evidence: Evidence, t: Translate): Explanation | undefined {
  // Of a reply that was not read to its end, we have closed the connection ourselves.
  if (reply.truncated) return undefined;
  const failed = answerer?.exit !== undefined && !isGoodEnd(answerer.exit);
  const explanation = explain(evidence, t);
  // A good end says nothing where all ends are called good.
  if (explanation.code === 'handler-crashed') return explanation;
  const wanted = reply.ending.kind !== 'complete' || failed || answerer?.state === 'failed';
  return wanted && explanation.code !== 'unknown' ? explanation : undefined;
}
