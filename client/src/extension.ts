import { commands, EventEmitter, type ExtensionContext, l10n } from 'vscode';
import type { App, Sent } from './commands/app.ts';
import { registerCommands } from './commands/index.ts';
import { offerWalkthrough } from './commands/open-walkthrough.ts';
import { pointOutOthers } from './commands/point-out-others.ts';
import { recoverWhenTrusted } from './commands/recovery.ts';
import { verifyOnSave } from './commands/verify-on-save.ts';
import { type Platform, recordedMachine } from './editor/platform.ts';
import { createServer } from './editor/server.ts';
import { createTargetChoice } from './editor/target-choice.ts';
import { createUnderWay } from './editor/under-way.ts';
import { createWalkthrough } from './editor/walkthrough.ts';
import { translator } from './l10n.ts';
import { createCommandLog } from './views/command-log.ts';
import { createDryRuns } from './views/dry-run-terminal.ts';
import { createEditorMenu } from './views/editor-menu.ts';
import { createEffectiveUnits } from './views/effective-unit.ts';
import { createJournalChannels } from './views/journal-channel.ts';
import { createLanguageStatus } from './views/language-status.ts';
import { createManualLinks } from './views/manual-links.ts';
import { createReplyLenses } from './views/reply-lenses.ts';
import { createReplyLinks } from './views/reply-links.ts';
import { createRulePages } from './views/rule-pages.ts';
import { createSocketsViews } from './views/sockets/sockets-views.ts';
import { createTargetStatus } from './views/target-status.ts';
import { createTextPages } from './views/text-pages.ts';
import { createVerdictStatus } from './views/verdict-status.ts';
import { createVerdicts } from './views/verdicts.ts';

/**
 * Assembles the extension. It only registers things: the server is started by the first unit file, and a
 * target is looked for by the first command that needs one.
 */
export function activateOn(context: ExtensionContext, { machine: bare, ...platform }: Platform): void {
  const t = translator(l10n.t);
  const log = createCommandLog();
  const machine = bare && recordedMachine(bare, log.note);
  const sent = new Map<string, Sent>();
  const sentChanged = new EventEmitter<void>();
  const targets = machine === undefined ? undefined : createTargetChoice(machine, context.workspaceState);
  const server = createServer(context, { machine, ...platform }, () => targets?.aim);
  const stateChange = new EventEmitter<void>();
  const stateChanged = () => stateChange.fire();
  const dryRuns = createDryRuns(t, stateChanged);
  const sockets = createSocketsViews({ server, targets, book: machine?.book, dryRuns }, stateChange.event, t);
  const pages = createTextPages();
  const verdicts = createVerdicts(pages, t);
  const verdictStatus = createVerdictStatus(server, t);
  const app: App = {
    context,
    t,
    server,
    machine,
    targets,
    pages,
    sent,
    sentChanged: () => sentChanged.fire(),
    journals: createJournalChannels(t),
    dryRuns,
    verdicts,
    verdictStatus,
    underWay: createUnderWay(),
    walkthrough: createWalkthrough(),
    pictures: new Map(),
    stateChanged,
    onStateChanged: stateChange.event,
  };
  registerCommands(app);
  context.subscriptions.push(
    log,
    sentChanged,
    stateChange,
    dryRuns,
    sockets,
    pages,
    verdicts,
    verdictStatus,
    app.journals,
    app.underWay,
    app.walkthrough,
    verifyOnSave(app),
    createEffectiveUnits(server, t),
    createEditorMenu(server, targets, stateChange.event),
    createManualLinks(),
    createRulePages(server, t),
    createReplyLenses(sent, sentChanged.event, t),
    createReplyLinks(sent, t),
    createLanguageStatus(server, t),
    ...(targets === undefined
      ? []
      : [targets, createTargetStatus(targets, server, t), targets.onChange(() => void server.tellTarget())]),
  );
  void server.unitsSeen.then(() => {
    void commands.executeCommand('setContext', 'systemd.active', true);
    void offerWalkthrough(app);
    void pointOutOthers(app);
  });
  recoverWhenTrusted(app);
}
