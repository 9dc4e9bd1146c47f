import { Uri as Address, commands, type Uri, window } from 'vscode';
import type { App } from '../commands/app.ts';
import { changes, type DeployItem, type Deployment, verification, withoutPrograms } from '../deploy/deployment.ts';
import { commandThere, targetDetail, targetPhrase } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Target } from '../manager/target.ts';
import { bytesText } from './bytes-text.ts';

/**
 * Shows what a deployment will write and run, with the difference to what is installed, and asks once. Without a yes nothing
 * is written. A look at the difference first costs one click, and the question then waits beside it. Programs that would be
 * copied along can be left out; what is agreed to is given back.
 */
export async function askConsent(app: App, deployment: Deployment, start: boolean): Promise<Deployment | undefined> {
  const { t } = app;
  const units = t('Without the Programs');
  const copies = changes(deployment).some(({ kind, change }) => kind === 'handler' && change !== 'mode');
  const yes = start ? t('Activate') : t('Deploy');
  const look = t('Look at the Difference');
  const place = targetPhrase(deployment.target, t);
  const question = start
    ? t('Activate {0} on {1}?', deployment.plan.start, place)
    : t('Deploy {0} to {1}?', deployment.plan.unit, place);
  const title = t('{0}: installed ↔ workspace', deployment.plan.start);
  await showDifference(app, deployment, title);
  const options = { modal: true, detail: detail(app, deployment, start) };
  const answers = copies ? [yes, units] : [yes];
  const first = await window.showInformationMessage(question, options, ...answers, look);
  const answer = first === look ? await askBeside(question, answers, t) : first;
  await closeTab(title);
  return answer === yes ? deployment : answer === units ? withoutPrograms(deployment) : undefined;
}

/** Shows a command before it runs with privileges that the editor does not have itself. */
export function confirmPrivileged({ t }: App): (target: Target, argv: readonly string[]) => Promise<boolean> {
  return async (target, argv) => {
    const yes = t('Run');
    const question = t('Run this on {0}?', targetPhrase(target, t));
    const detail = [commandText(commandThere(target, argv)), '', targetDetail(target, t)].join('\n');
    return (await window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
  };
}

/** A notification would be out of sight after ten seconds; reading a difference takes longer. */
async function askBeside(question: string, answers: readonly string[], t: App['t']): Promise<string | undefined> {
  const options = { title: question, placeHolder: t('Nothing is done before you choose'), ignoreFocusOut: true };
  return window.showQuickPick([...answers, t('Cancel')], options);
}

/** The difference has served its purpose once the question is answered. */
async function closeTab(title: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all);
  await window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
}

function detail(app: App, deployment: Deployment, start: boolean): string {
  const { t } = app;
  const { plan, target, directory } = deployment;
  const files = changes(deployment).map((item) => `• ${changeText(item, directory, t)}`);
  const warnings = plan.blockers.map(({ message }) => `⚠ ${message}`);
  const check = verification(deployment);
  const commandLines = [
    ...(check === undefined ? [] : [check]),
    systemctl(target, 'daemon-reload'),
    ...(start ? [systemctl(target, 'restart', [plan.start])] : []),
  ];
  return [
    targetDetail(target, t),
    '',
    ...(files.length > 0 ? [t('Files in {0}:', directory), ...files, ''] : []),
    t('Commands:'),
    ...commandLines.map((argv) => `• ${commandText(commandThere(target, argv))}`),
    ...(warnings.length > 0 ? ['', ...warnings] : []),
    '',
    t('If a step fails, everything is put back as it was.'),
  ].join('\n');
}

/** A command for reading, without the options that only concern how its output looks. */
export function commandText(argv: readonly string[]): string {
  return argv.filter((word) => !QUIET.has(word)).join(' ');
}

const QUIET = new Set(['--no-pager', '--no-ask-password', '--man=no']);

function changeText({ change, path: full, installed }: DeployItem, directory: string, t: App['t']): string {
  const path = full.startsWith(`${directory}/`) ? full.slice(directory.length + 1) : full;
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

/** The files on the target against those of the workspace: one as a difference, several or new ones in one editor. */
async function showDifference(app: App, deployment: Deployment, title: string): Promise<void> {
  const items = changes(deployment).filter(({ change }) => change !== 'mode');
  const [only, ...more] = items;
  if (only === undefined) return;
  const before = installedPage(app, only);
  if (more.length === 0 && before !== undefined) {
    await commands.executeCommand('vscode.diff', before, wantedPage(app, only), title, { preview: true });
    return;
  }
  const pairs = items.map((item) => [Address.parse(item.source), installedPage(app, item), wantedPage(app, item)]);
  await commands.executeCommand('vscode.changes', title, pairs);
}

function installedPage(app: App, { installed, path }: DeployItem): Uri | undefined {
  switch (installed.kind) {
    case 'file':
      return app.pages.make('systemd-installed', path, bytesText(installed.bytes).text);
    case 'link':
      return app.pages.make('systemd-installed', path, `→ ${installed.to}\n`);
    default:
      return undefined;
  }
}

function wantedPage(app: App, { wanted, path }: DeployItem): Uri {
  return app.pages.make('systemd-installed', path, bytesText(wanted.bytes).text);
}
