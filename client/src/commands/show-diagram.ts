import { window, workspace } from 'vscode';
import { readInstances, readState } from '../manager/unit-state.ts';
import { diagramHtml } from '../views/diagram-html.ts';
import { besideColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Shows the chain of an activation: who connects, what listens, what is started, what it runs. */
export async function showDiagram(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const chosen = workspace.isTrusted ? await app.targets?.current() : undefined;
  const manager = chosen?.target.manager ?? 'system';
  const plan = await app.server.request('systemd/plan', { textDocument: { uri }, manager });
  if (plan === null) return;
  const managed = chosen?.reach.kind === 'reachable' && chosen.target.kind !== 'dry-run' ? chosen.target : undefined;
  const state = managed === undefined ? undefined : await readState(managed, plan.start);
  const template = plan.accept ? plan.service : undefined;
  const instances =
    managed === undefined || template === undefined ? undefined : await readInstances(managed, template);

  const title = app.t('Activation of {0}', plan.start);
  const panel = window.createWebviewPanel('systemd.diagram', title, besideColumn(), { enableScripts: false });
  panel.webview.html = diagramHtml(
    plan,
    state?.kind === 'ok' ? state.value : undefined,
    instances?.kind === 'ok' ? instances.value : [],
    crypto.randomUUID().replaceAll('-', ''),
    app.t,
  );
}
