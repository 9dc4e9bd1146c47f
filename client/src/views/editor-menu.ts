import { commands, Disposable, type Event, window, workspace } from 'vscode';
import type { Server } from '../editor/server.ts';
import { managed, type TargetChoice } from '../editor/target-choice.ts';
import { readState } from '../manager/unit-state.ts';
import { isUnitPath } from '../unit-files/unit-documents.ts';
import { NOTHING_APPLIES, type UnitMenu, unitMenu } from './unit-menu.ts';

/**
 * Keeps the keys of `when` clauses that say what applies to the unit of the active editor: `systemd.unit.running` and so on. A manager is
 * asked only where the target is known already and the editor shows a unit file.
 */
export function createEditorMenu(
  server: Server,
  targets: TargetChoice | undefined,
  onStateChanged: Event<void>,
): Disposable {
  let looks = 0;
  const update = async () => {
    looks += 1;
    const look = looks;
    const applies = await menuOfActiveEditor(server, targets).catch(() => NOTHING_APPLIES);
    // An answer that comes late is about an editor that was left.
    if (look !== looks) return;
    for (const [key, value] of Object.entries(applies)) {
      void commands.executeCommand('setContext', `systemd.unit.${key}`, value);
    }
  };
  return Disposable.from(
    window.onDidChangeActiveTextEditor(update),
    onStateChanged(update),
    ...(targets === undefined ? [] : [targets.onChange(update)]),
  );
}

async function menuOfActiveEditor(server: Server, targets: TargetChoice | undefined): Promise<UnitMenu> {
  const document = window.activeTextEditor?.document;
  const target = targets?.known && managed(targets.known);
  if (document === undefined || target === undefined || !workspace.isTrusted) {
    return NOTHING_APPLIES;
  }
  if (!isUnitPath(document.uri.path) || !server.isUnit(document)) return NOTHING_APPLIES;
  const textDocument = { uri: document.uri.toString() };
  const plan = await server.request('systemd/plan', { textDocument, manager: target.manager });
  const state = plan === null ? undefined : await readState(target, plan.start, { routine: true });
  return plan === null || state?.kind !== 'ok' ? NOTHING_APPLIES : unitMenu(state.value, plan.installable);
}
