import { type Disposable, StatusBarAlignment, window } from 'vscode';
import type { Server } from '../editor/server.ts';
import type { TargetChoice } from '../editor/target-choice.ts';
import type { Translate } from '../l10n.ts';
import { reachText, targetDetail, targetLabel } from '../manager/describe-target.ts';

/** The status bar item with the target, shown while a unit file is active; a click chooses another target. */
export function createTargetStatus(targets: TargetChoice, server: Server, t: Translate): Disposable {
  const item = window.createStatusBarItem('systemd.target', StatusBarAlignment.Right, 99);
  item.name = t('systemd Target');
  item.command = 'systemd.selectTarget';
  const update = () => {
    const editor = window.activeTextEditor;
    if (editor === undefined || !server.isUnit(editor.document)) {
      item.hide();
      return;
    }
    const chosen = targets.known;
    if (chosen === undefined) {
      item.text = `$(server-environment) ${t('systemd: Select Target')}`;
      item.tooltip = t('Where units are deployed. It is detected when first needed.');
    } else {
      const { target, reach } = chosen;
      const mark = reach.kind === 'reachable' ? '$(server-environment)' : '$(warning)';
      item.text = `${mark} ${targetLabel(target, t)}`;
      item.tooltip = [targetDetail(target, t), reachText(reach, t)].filter(Boolean).join('\n');
    }
    item.show();
  };
  const listeners = [window.onDidChangeActiveTextEditor(update), targets.onChange(update)];
  update();
  return {
    dispose: () => {
      item.dispose();
      for (const listener of listeners) listener.dispose();
    },
  };
}
