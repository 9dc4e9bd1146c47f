import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { Handler, ManagerKind, Plan } from '../../../server/src/protocol/plan.ts';
import { asSaved, readFiles, readOne } from '../deploy/source.ts';
import type { Machine } from '../editor/platform.ts';
import { explain } from '../explain/explain.ts';
import { runEvidence } from '../fleet/explain-host.ts';
import { type Order, orderOf, type Program } from '../fleet/order.ts';
import { summaryText } from '../fleet/report.ts';
import { type HostResult, isGood, resultsOf, withLeftOut } from '../fleet/results.ts';
import { listHosts, runFleet } from '../fleet/run-fleet.ts';
import { stepText } from '../fleet/steps.ts';
import type { Workshop } from '../fleet/workshop.ts';
import type { Failure, Outcome } from '../manager/outcome.ts';
import { isUnitName } from '../manager/unit-name.ts';
import { showFailure } from '../views/failure.ts';
import { pickHosts, pickInventory } from '../views/fleet-inventory.ts';
import { askFleet, machinesText, showFleetReport } from '../views/fleet-report.ts';
import type { App } from './app.ts';
import { readSource, tellBlocker } from './deployment-flow.ts';
import { withCancellableProgress } from './progress.ts';
import { mayRunPrograms, saveFiles, subjectUri } from './subject.ts';
import { tellPackaged } from './tell-packaged.ts';

/** A deployment to many machines, and where Ansible runs for it. */
interface Fleet {
  readonly app: App;
  readonly machine: Machine;
  readonly order: Order;
  readonly inventory: string;
  readonly cwd: string | undefined;
}

/**
 * Deploys a unit to the machines of an inventory with Ansible: checks first and shows what would change on which machine,
 * asks once, and then shows the result on each.
 */
export async function deployToFleet(app: App, argument: unknown): Promise<void> {
  if (!(await mayRunPrograms(app)) || app.machine === undefined) return;
  const uri = await subjectUri(app, argument);
  const order = uri === undefined ? undefined : await orderFor(app, uri);
  const cwd = uri === undefined ? undefined : workspace.getWorkspaceFolder(Uri.parse(uri))?.uri.fsPath;
  const inventory = order === undefined ? undefined : await pickInventory(app, cwd);
  if (order === undefined || inventory === undefined) return;
  const fleet = { app, machine: app.machine, order, inventory, cwd };
  const again = () => deployToFleet(app, uri);

  const listed = await withProgress(app.t('Reading the inventory'), () => listHosts(fleet.machine.run, inventory, cwd));
  if (listed.kind !== 'ok') return tell(fleet, listed, again);
  const hosts = await pickHosts(listed.value, inventory, app.t);
  if (hosts === undefined) return;

  const workshop = await fleet.machine.fleet.open(order);
  try {
    const checked = await check(fleet, workshop, hosts, again);
    if (checked !== undefined) await deploy(fleet, workshop, checked, again);
  } finally {
    await workshop.dispose();
  }
}

/** What is deployed to the machines, as the person chose; undefined after a problem was shown, or if it was dismissed. */
async function orderFor(app: App, uri: string): Promise<Order | undefined> {
  const { t } = app;
  const manager = await pickManager(app);
  if (manager === undefined) return undefined;
  const plan = await app.server.request('systemd/plan', { textDocument: { uri }, manager });
  if (plan === null || !isUnitName(plan.start)) {
    const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
    void window.showErrorMessage(
      t('{0} cannot be started. A drop-in for all units of a type does not belong to a single unit.', name),
    );
    return undefined;
  }
  if (plan.files.length === 0) {
    if (plan.packaged.length > 0) await tellPackaged(app, uri, plan);
    else {
      void window.showErrorMessage(
        t(
          '{0} is installed on this machine and not in the workspace. Copy it there to deploy it to others.',
          plan.unit,
        ),
      );
    }
    return undefined;
  }
  const stop = plan.blockers.find((blocker) => blocker.stop);
  if (stop !== undefined) {
    await tellBlocker(app, stop);
    return undefined;
  }
  if (!(await saveFiles(plan))) return undefined;
  const programs = await pickPrograms(app, plan);
  if (programs === undefined) return undefined;
  const order = await readOrder(plan, programs);
  if (order.kind === 'ok') return order.value;
  const empty = { unit: plan.unit, start: plan.start, manager, files: [], expected: [] };
  await tellWith(app, order, empty, async () => {});
  return undefined;
}

/** Reads the files and the programs. */
async function readOrder(plan: Plan, handlers: readonly Handler[]): Promise<Outcome<Order>> {
  const files = await readFiles(plan, asSaved(readSource));
  if (files.kind !== 'ok') return files;
  const programs: Program[] = [];
  for (const { path, file, executed } of handlers) {
    const bytes = await readOne(file, readSource);
    if (bytes.kind !== 'ok') return bytes;
    programs.push({ path, bytes: bytes.value, executed });
  }
  return orderOf(plan, files.value, programs);
}

async function pickManager({ t }: App): Promise<ManagerKind | undefined> {
  const items = [
    {
      label: t('System Manager'),
      detail: t('/etc/systemd/system, as root or through sudo'),
      manager: 'system' as const,
    },
    {
      label: t('User Manager'),
      detail: t('~/.config/systemd/user of the account that Ansible logs in as'),
      manager: 'user' as const,
    },
  ];
  return (await window.showQuickPick(items, { title: t('Deploy to which manager of each machine?') }))?.manager;
}

/** The programs of the workspace that the units run and that are to be copied along. */
async function pickPrograms({ t }: App, plan: Plan): Promise<readonly Handler[] | undefined> {
  // Where the home directory is may differ from machine to machine.
  const handlers = plan.handlers.filter(({ belowHome }) => !belowHome);
  if (handlers.length === 0) return [];
  const items = handlers.map((handler) => ({
    label: handler.path,
    description: handler.unit,
    picked: true,
    handler,
  }));
  const title = t('Also copy the programs that the units run?');
  const picked = await window.showQuickPick(items, { title, canPickMany: true, ignoreFocusOut: true });
  return picked?.map(({ handler }) => handler);
}

/** Has Ansible check what would change; gives that if the person continues with the machines that are ready. */
async function check(
  fleet: Fleet,
  workshop: Workshop,
  hosts: readonly string[],
  again: () => Promise<void>,
): Promise<readonly HostResult[] | undefined> {
  const { app, order } = fleet;
  const title = app.t('Checking what {0} would change on {1}', order.unit, machinesText(hosts, app.t));
  const checked = await runWithProgress(fleet, workshop, hosts, true, title);
  if (checked.kind !== 'ok') {
    await tell(fleet, checked, again);
    return undefined;
  }
  await showFleetReport(app, order, checked.value, true);
  const ready = checked.value.filter(isGood).map(({ host }) => host);
  const answer = await askFleet(summaryText(checked.value, true, app.t), order.unit, ready, app.t);
  if (answer === 'keep') await keep(fleet);
  return answer === 'deploy' ? checked.value : undefined;
}

async function deploy(
  fleet: Fleet,
  workshop: Workshop,
  checked: readonly HostResult[],
  again: () => Promise<void>,
): Promise<void> {
  const { app, order } = fleet;
  const hosts = checked.filter(isGood).map(({ host }) => host);
  const title = app.t('Deploying {0} to {1}', order.unit, machinesText(hosts, app.t));
  const done = await runWithProgress(fleet, workshop, hosts, false, title);
  app.stateChanged();
  if (done.kind !== 'ok') return tell(fleet, done, again);
  const results = withLeftOut(checked, done.value);
  await showFleetReport(app, order, results, false);
  const summary = app.t('{0}: {1}', order.unit, summaryText(results, false, app.t));
  void (results.every(isGood) ? window.showInformationMessage(summary) : window.showWarningMessage(summary));
}

function runWithProgress(
  { app, machine, inventory, cwd }: Fleet,
  workshop: Workshop,
  hosts: readonly string[],
  isCheck: boolean,
  title: string,
): Thenable<Outcome<readonly HostResult[]>> {
  return withCancellableProgress(title, async (signal, progress) => {
    let [done, task] = [0, ''];
    const ran = await runFleet(
      machine.run,
      {
        workshop,
        inventory,
        hosts,
        cwd,
        signal,
        onEvent: (event) => {
          if (event.event === 'no-hosts') return;
          if (event.event === 'task') [done, task] = [0, event.task];
          else done++;
          const step = `${stepText(task, app.t)} (${done}/${hosts.length})`;
          const last = event.event === 'host' ? `, ${event.host}` : '';
          progress.report({ message: `${step}${last}` });
        },
      },
      isCheck,
    );
    return ran.kind === 'ok' ? { kind: 'ok', value: resultsOf(ran.value) } : ran;
  });
}

/** Saves the playbook in a folder that the person chooses, to be read, changed and run by hand. */
async function keep({ app, machine, order, cwd }: Fleet): Promise<void> {
  const [folder] =
    (await window.showOpenDialog({
      title: app.t('A folder for playbook.yml and its files'),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(cwd !== undefined && { defaultUri: Uri.file(cwd) }),
    })) ?? [];
  if (folder === undefined) return;
  await machine.fleet.save(folder.fsPath, order);
  await window.showTextDocument(Uri.joinPath(folder, 'playbook.yml'));
}

function withProgress<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title }, work);
}

async function tell({ app, order }: Fleet, outcome: Failure, again: () => Promise<void>): Promise<void> {
  if (outcome.kind !== 'cancelled') await tellWith(app, outcome, order, again);
}

async function tellWith(app: App, outcome: Failure, order: Order, again: () => Promise<void>): Promise<void> {
  const evidence = runEvidence(outcome, order, app.t('this machine'));
  const explanation = explain(evidence, app.t);
  const remedies = explanation.remedies.filter(({ action }) => action.kind === 'retry');
  const failing = { explanation: { ...explanation, remedies }, evidence, steps: [], putBack: [], aftermath: undefined };
  if ((await showFailure(app, failing)) !== undefined) await again();
}
