import { ProgressLocation, type QuickPickItem, window } from 'vscode';
import type { Chosen } from '../editor/target-choice.ts';
import { type Evidence, NOTHING_GATHERED } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { linesOf } from '../explain/gather.ts';
import { machinePhrase, reachText, targetDetail, targetLabel } from '../manager/describe-target.ts';
import type { Failure } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { showFailure } from '../views/failure.ts';
import { pickHost } from '../views/host-pick.ts';
import type { App } from './app.ts';
import { logIn } from './log-in.ts';

/** Lets the person choose a machine that is reached over ssh, and one of its managers; `back` offers all targets again. */
export async function selectHost(app: App, back: () => Promise<void>): Promise<void> {
  if (app.machine === undefined) return;
  const host = await pickHost(await app.machine.hosts.names(), app.t);
  if (host !== undefined) await selectManager(app, host, back);
}

async function selectManager(app: App, host: string, back: () => Promise<void>): Promise<void> {
  const { machine, targets, t } = app;
  if (machine === undefined || targets === undefined) return;
  const again = () => selectManager(app, host, back);
  const all = await lookAt(app, host);
  if (all === undefined) return;
  const failed = all.find(({ reach }) => reach.kind === 'unreachable' && OF_THE_HOST.has(reach.reason));
  if (failed?.reach.kind === 'unreachable') {
    const { reason, detail } = failed.reach;
    return tell(app, failed.target, { kind: 'unavailable', reason, detail }, { again, back });
  }
  const items = all.map((chosen) => itemFor(app, chosen));
  const picked = await window.showQuickPick(items, { title: t('Which manager of {0}?', host) });
  if (picked === undefined) return;
  const { target, reach } = picked.chosen;
  if (reach.kind === 'unreachable') {
    const { reason, detail } = reach;
    return tell(app, target, { kind: 'unavailable', reason, detail }, { again, back });
  }
  await targets.choose(picked.chosen);
  await targets.current();
  // It is better to know now what is missing than in the middle of a deployment. Reading works without it.
  const allowed = await target.acquire({ files: [], units: [] });
  if (allowed.kind !== 'ok') await tell(app, target, allowed, { again, back });
}

/** What keeps a host from being reached at all, so that there is no manager to choose. */
const OF_THE_HOST = new Set<string>(['no-connection', 'no-ssh', 'other']);

async function lookAt({ machine, t }: App, host: string): Promise<readonly Chosen[] | undefined> {
  if (machine === undefined) return undefined;
  const options = { location: ProgressLocation.Notification, title: t('Connecting to {0}', host), cancellable: true };
  return window.withProgress(options, async (_, token) => {
    const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    const looking = machine.hosts
      .targets(host)
      .map(async (target) => ({ target, reach: await machine.detect(target) }));
    return Promise.race([Promise.all(looking), cancelled]);
  });
}

interface Item extends QuickPickItem {
  readonly chosen: Chosen;
}

function itemFor({ t }: App, chosen: Chosen): Item {
  const { target, reach } = chosen;
  const mark = reach.kind === 'reachable' ? '$(server-environment)' : '$(circle-slash)';
  return {
    label: `${mark} ${targetLabel(target, t)}`,
    description: reachText(reach, t),
    detail: targetDetail(target, t),
    chosen,
  };
}

async function tell(
  app: App,
  target: Target,
  outcome: Failure,
  { again, back }: Readonly<Record<'again' | 'back', () => Promise<void>>>,
): Promise<void> {
  const evidence = evidenceOf(app, target, outcome);
  const failing = { explanation: explain(evidence, app.t), evidence, steps: [], putBack: [], aftermath: undefined };
  const remedy = await showFailure(app, failing);
  switch (remedy?.action.kind) {
    case 'log-in':
      if (await logIn(app, remedy.action.host)) await again();
      return;
    case 'select-target':
      return back();
    case 'retry':
      return again();
  }
}

/** The evidence when there is no unit yet, and no target to ask. */
function evidenceOf({ t }: App, target: Target, outcome: Failure): Evidence {
  const place = machinePhrase(target, t);
  return {
    ...NOTHING_GATHERED,
    during: 'detect',
    outcome,
    unit: place,
    manager: target.manager,
    place,
    lines: linesOf(outcome),
  };
}
