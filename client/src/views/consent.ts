import { Uri as Address, commands, type Uri, window } from 'vscode';
import type { Blocker, DryRun, Plan } from '../../../server/src/protocol/plan.ts';
import type { App } from '../commands/app.ts';
import { changes, type DeployItem, type Deployment } from '../deploy/deployment.ts';
import { type AgreedDryRun, dryRunQuestion } from '../deploy/dry-run-question.ts';
import {
  commandQuestion,
  deploymentQuestion,
  enableQuestion,
  type Question,
  removalQuestion,
} from '../deploy/question.ts';
import type { Remains, Surroundings } from '../deploy/surroundings.ts';
import type { Removal } from '../deploy/undeploy.ts';
import type { Entry, Target } from '../manager/target.ts';
import { bytesText } from './bytes-text.ts';

/** What the person chose: a deployment, a drop-in instead, or to mend or look at first what stands against it. */
export type Choice =
  | { readonly kind: 'deploy'; readonly agreed: Deployment }
  | { readonly kind: 'mend'; readonly blocker: Blocker }
  | { readonly kind: 'look'; readonly blocker: Blocker }
  | { readonly kind: 'drop-in' };

/**
 * Shows what a deployment will write and run, with the difference to what is installed, and asks once. A look at the difference
 * first costs one click, and the question then waits beside it. Where something will not work and can be mended, that is offered
 * first. Undefined for a no.
 */
export async function askConsent(
  app: App,
  deployment: Deployment,
  start: boolean,
  around: Surroundings,
): Promise<Choice | undefined> {
  const { t } = app;
  const look = t('Show Difference');
  const question = deploymentQuestion(deployment, start, t, around);
  const title = t('{0}: installed ↔ workspace', deployment.plan.start);
  await showDifference(app, deployment, around, title);
  const { mendable } = question;
  const [blocker] = deployment.plan.blockers;
  // The first answer is the default one: never to go on with what is known not to work.
  const instead = mendable?.remedy ?? (blocker && t('Go to Problem'));
  const { dropIn } = question;
  const answers = [instead, ...question.answers, dropIn].filter((answer) => answer !== undefined);
  const first = await ask({ ...question, answers }, t, look);
  const answer = first === look ? await askBeside({ ...question, answers }, t) : first;
  await closeTab(title);
  if (instead !== undefined && answer === instead) {
    if (mendable) return { kind: 'mend', blocker: mendable };
    return blocker && { kind: 'look', blocker };
  }
  if (dropIn !== undefined && answer === dropIn) return { kind: 'drop-in' };
  const agreed = question.agreed(answer);
  return agreed && { kind: 'deploy', agreed };
}

/** Shows what undeploying will do, and asks once. */
export async function askRemoval(
  { t }: App,
  target: Target,
  removal: Removal,
  remains: Remains,
): Promise<Removal | undefined> {
  const question = removalQuestion(target, removal, t, remains);
  return (await isYes({ ...question, warns: true }, t)) ? removal : undefined;
}

/** Asks before a unit is made to start by itself. */
export function askEnable({ t }: App, target: Target, argv: readonly string[], unit: string): Promise<boolean> {
  return isYes(enableQuestion(target, argv, unit, t), t);
}

/** Asks before a socket is tried, and on which addresses. */
export async function askDryRun(
  { t }: App,
  plan: Plan,
  command: Extract<DryRun, { kind: 'command' }>,
): Promise<AgreedDryRun | undefined> {
  const question = dryRunQuestion(plan, command, t);
  return question.agreed(await ask(question, t));
}

/** Asks a question that has one answer. */
export function askPlain({ t }: App, question: Question): Promise<boolean> {
  return isYes(question, t);
}

/** Shows a command before it runs with privileges that the editor does not have itself. */
export function confirmPrivileged({ t }: App): (target: Target, argv: readonly string[]) => Promise<boolean> {
  return (target, argv) => isYes(commandQuestion(target, argv, t), t);
}

async function isYes(question: Question, t: App['t']): Promise<boolean> {
  const answer = await ask(question, t);
  return answer !== undefined && question.answers.includes(answer);
}

/** The files and commands are one click away: then the question is asked again with all of them. */
async function ask(question: Question, t: App['t'], ...more: readonly string[]): Promise<string | undefined> {
  const { message, modal, detail, everything, warns, answers } = question;
  const show = warns ? window.showWarningMessage : window.showInformationMessage;
  const details = everything === undefined ? [] : [t('Show Details')];
  const answer = await show(message, { modal, detail }, ...answers, ...more, ...details);
  if (everything === undefined || answer === undefined || !details.includes(answer)) return answer;
  return show(message, { modal, detail: everything }, ...answers, ...more);
}

/** A notification disappears after a few seconds; reading a difference takes longer. */
async function askBeside({ message, answers }: Question, t: App['t']): Promise<string | undefined> {
  const options = { title: message, placeHolder: t('Nothing happens before you choose'), ignoreFocusOut: true };
  return window.showQuickPick([...answers, t('Cancel')], options);
}

/** Closes the difference once the question is answered. */
export async function closeTab(title: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all);
  await window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
}

/** The files on the target against those of the workspace: one as a difference, several or new ones in one editor. */
async function showDifference(
  app: App,
  deployment: Deployment,
  { packaged }: Surroundings,
  title: string,
): Promise<void> {
  const items = changes(deployment).filter(({ change }) => change !== 'mode');
  const [only, ...more] = items;
  if (only === undefined) return;
  const before = beforePage(app, only, packaged);
  if (more.length === 0 && before !== undefined) {
    await commands.executeCommand('vscode.diff', before, wantedPage(app, only), title, { preview: true });
    return;
  }
  const pairs = items.map((item) => [
    Address.parse(item.source),
    beforePage(app, item, packaged),
    wantedPage(app, item),
  ]);
  await commands.executeCommand('vscode.changes', title, pairs);
}

/** What is in force now in place of a file: what is at its path, or the packaged unit that it overrides. */
function beforePage(app: App, { installed, path }: DeployItem, packaged: Surroundings['packaged']): Uri | undefined {
  const vendor = packaged.get(path);
  if (installed.kind === 'absent' && vendor !== undefined) return entryPage(app, vendor.entry, vendor.path);
  return entryPage(app, installed, path);
}

function entryPage(app: App, installed: Entry, path: string): Uri | undefined {
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
