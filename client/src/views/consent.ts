import { Uri as Address, commands, type Uri, window } from 'vscode';
import { changes, type DeployItem, type Deployment } from '../activation/deployment.ts';
import { systemctl } from '../activation/systemctl.ts';
import type { App } from '../app.ts';
import { targetDetail, targetLabel } from '../targets/describe-target.ts';
import { bytesText } from './bytes-text.ts';

/**
 * Shows what a deployment will write and run, with the difference to what is installed, and asks once. Without a yes nothing
 * is written. A look at the difference first costs one click, and the question then waits beside it.
 */
export async function askConsent(app: App, deployment: Deployment, start: boolean): Promise<boolean> {
  const { t } = app;
  const yes = start ? t('Activate') : t('Deploy');
  const look = t('Look at the Difference');
  const place = targetLabel(deployment.target, t);
  const question = start
    ? t('Activate {0} on {1}?', deployment.plan.start, place)
    : t('Deploy {0} to {1}?', deployment.plan.unit, place);
  await showDifference(app, deployment);
  const answer = await window.showWarningMessage(
    question,
    { modal: true, detail: detail(app, deployment, start) },
    yes,
    look,
  );
  if (answer !== look) return answer === yes;
  return (await window.showInformationMessage(question, yes, t('Cancel'))) === yes;
}

function detail(app: App, deployment: Deployment, start: boolean): string {
  const { t } = app;
  const { plan, target } = deployment;
  const warnings = plan.blockers.map(({ message }) => `⚠ ${message}`);
  const commandLines = [
    systemctl(target, 'daemon-reload'),
    ...(start ? [systemctl(target, 'restart', [plan.start])] : []),
  ];
  return [
    targetDetail(target, t),
    '',
    t('Files:'),
    ...changes(deployment).map((item) => `  ${changeText(item, t)}`),
    '',
    t('Commands:'),
    ...commandLines.map((argv) => `  ${argv.filter((word) => !QUIET.has(word)).join(' ')}`),
    ...(warnings.length > 0 ? ['', ...warnings] : []),
    '',
    t('If a step fails, everything is put back as it was.'),
  ].join('\n');
}

/** Options that only concern how the output looks. */
const QUIET = new Set(['--no-pager', '--no-ask-password']);

function changeText({ change, path, installed }: DeployItem, t: App['t']): string {
  switch (change) {
    case 'create':
      return t('{0} (new)', path);
    case 'replace':
      return installed.kind === 'link'
        ? t('{0} (replaces a link to {1})', path, installed.to)
        : t('{0} (replaces the installed one)', path);
    case 'mode':
      return t('{0} (becomes executable)', path);
    case 'none':
      return path;
  }
}

/** The files on the target against those of the workspace: one as a difference, several in one editor. */
async function showDifference(app: App, deployment: Deployment): Promise<void> {
  const pairs = changes(deployment)
    .filter(({ change }) => change !== 'mode')
    .map((item) => [Address.parse(item.source), installedPage(app, item), wantedPage(app, item)] as const);
  const title = app.t('{0}: installed ↔ workspace', deployment.plan.start);
  const [only, ...more] = pairs;
  if (only === undefined) return;
  if (more.length === 0) await commands.executeCommand('vscode.diff', only[1], only[2], title, { preview: true });
  else await commands.executeCommand('vscode.changes', title, pairs);
}

function installedPage(app: App, { installed, path }: DeployItem): Uri {
  const text =
    installed.kind === 'file'
      ? bytesText(installed.bytes).text
      : installed.kind === 'link'
        ? `→ ${installed.to}\n`
        : '';
  return app.pages.make('systemd-installed', path.slice(path.lastIndexOf('/') + 1), text);
}

function wantedPage(app: App, { wanted, path }: DeployItem): Uri {
  return app.pages.make('systemd-installed', path.slice(path.lastIndexOf('/') + 1), bytesText(wanted.bytes).text);
}
