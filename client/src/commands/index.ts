import { commands, window } from 'vscode';
import type { Command } from '../../../server/src/protocol/commands.ts';
import { isNews, takenNotice } from '../editor/taken-commands.ts';
import { activateSocket } from './activate-socket.ts';
import type { App } from './app.ts';
import { compareInstalled } from './compare-installed.ts';
import { copyAsCurl } from './copy-as-curl.ts';
import { createDropIn } from './create-drop-in.ts';
import { deployToFleet } from './deploy-to-fleet.ts';
import { deployUnit } from './deploy-unit.ts';
import { disableUnit, enableUnit } from './enable-unit.ts';
import { newSocketService } from './new-socket-service.ts';
import { newUnit } from './new-unit.ts';
import { openSample } from './open-sample.ts';
import { openUnit } from './open-unit.ts';
import { openWalkthrough } from './open-walkthrough.ts';
import { refreshSockets } from './refresh-sockets.ts';
import { resendRequest } from './resend-request.ts';
import { restartServer } from './restart-server.ts';
import { runLoad } from './run-load.ts';
import { saveBody } from './save-body.ts';
import { selectTarget } from './select-target.ts';
import { sendTestRequest } from './send-test-request.ts';
import { showDiagram } from './show-diagram.ts';
import { showDropIns } from './show-drop-ins.ts';
import { showEffectiveUnit } from './show-effective-unit.ts';
import { showGraph } from './show-graph.ts';
import { showJournal } from './show-journal.ts';
import { showManual } from './show-manual.ts';
import { showPortMap } from './show-port-map.ts';
import { showReferences } from './show-references.ts';
import { showSecurity } from './show-security.ts';
import { solveProblem } from './solve-problem.ts';
import { restartUnit, startUnit } from './start-unit.ts';
import { stopJournal } from './stop-journal.ts';
import { stopSocket } from './stop-socket.ts';
import { undeployUnit } from './undeploy-unit.ts';
import { verifyUnit } from './verify-unit.ts';
import { walkthroughStep } from './walkthrough-step.ts';

type Handler = (app: App, ...args: unknown[]) => Promise<unknown>;

/** Every command of the extension, as package.json has them; those that the server names among them. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'systemd.activateSocket': activateSocket,
  'systemd.compareInstalled': compareInstalled,
  'systemd.copyAsCurl': copyAsCurl,
  'systemd.deployToFleet': deployToFleet,
  'systemd.deployUnit': deployUnit,
  'systemd.disableUnit': disableUnit,
  'systemd.enableUnit': enableUnit,
  // Another extension has `systemd.createDropIn`.
  'systemd.newDropIn': createDropIn,
  'systemd.newSocketService': newSocketService,
  'systemd.newUnit': newUnit,
  'systemd.openSample': openSample,
  'systemd.openUnit': openUnit,
  'systemd.openWalkthrough': openWalkthrough,
  'systemd.refreshSockets': refreshSockets,
  'systemd.resendRequest': resendRequest,
  'systemd.restartServer': restartServer,
  'systemd.restartUnit': restartUnit,
  'systemd.runLoad': runLoad,
  'systemd.saveBody': saveBody,
  'systemd.selectTarget': selectTarget,
  'systemd.sendTestRequest': sendTestRequest,
  'systemd.showDiagram': showDiagram,
  'systemd.showDropIns': showDropIns,
  'systemd.showEffectiveUnit': showEffectiveUnit,
  'systemd.showGraph': showGraph,
  'systemd.showJournal': showJournal,
  'systemd.showManual': showManual,
  'systemd.showPortMap': showPortMap,
  'systemd.showReferences': showReferences,
  'systemd.showSecurity': showSecurity,
  'systemd.solveProblem': solveProblem,
  'systemd.startUnit': startUnit,
  'systemd.stopJournal': stopJournal,
  'systemd.stopSocket': stopSocket,
  // The same under a name that fits timers and paths as well.
  'systemd.stopUnit': stopSocket,
  'systemd.undeployUnit': undeployUnit,
  'systemd.verifyUnit': verifyUnit,
  'systemd.walkthroughStep': walkthroughStep,
} satisfies Readonly<Record<string, Handler> & Record<Command, Handler>>;

/**
 * Registers the commands. An exception of a handler is a bug of ours, and reported as one. What a handler gives is for who runs the command.
 * A command that another extension has registered is that one's, which the person is told once; all else works.
 */
export function registerCommands(app: App): void {
  const taken: string[] = [];
  for (const [id, handler] of Object.entries(HANDLERS)) {
    const run = async (...args: unknown[]) => {
      try {
        return await handler(app, ...args);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        void window.showErrorMessage(app.t('The command failed unexpectedly: {0}', text));
        return undefined;
      }
    };
    try {
      app.context.subscriptions.push(commands.registerCommand(id, run));
    } catch {
      taken.push(id);
    }
  }
  const { globalState } = app.context;
  if (!isNews(taken, globalState.get(TAKEN))) return;
  void globalState.update(TAKEN, taken);
  if (taken.length > 0) void tellTaken(app, taken);
}

/** A notification has room for few of them, and what it cuts cannot be read anywhere else. */
async function tellTaken({ context, t }: App, taken: readonly string[]): Promise<void> {
  const { message, list } = takenNotice(taken, context.extension.packageJSON.contributes.commands, t);
  const show = t('Show Commands');
  if ((await window.showWarningMessage(message, show)) !== show) return;
  await window.showWarningMessage(message, { modal: true, detail: list });
}

/** Which commands the person was told about, by their ids. */
const TAKEN = 'systemd.commandsTaken';
