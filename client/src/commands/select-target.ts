import { type QuickPickItem, window } from 'vscode';
import type { Chosen } from '../editor/target-choice.ts';
import { reachText, targetDetail, targetLabel } from '../manager/describe-target.ts';
import type { App } from './app.ts';
import { selectHost } from './select-host.ts';
import { readyTarget } from './subject.ts';

interface Item extends QuickPickItem {
  /** Undefined for the entry that leads to other machines. */
  readonly chosen: Chosen | undefined;
}

/** Lets the person choose the target, and shows for each whether it can be reached, or why not. */
export async function selectTarget(app: App): Promise<void> {
  const current = await readyTarget(app);
  if (current === undefined || app.targets === undefined) return;
  const items = app.targets.all().then((all) => [...all.map((chosen) => itemFor(app, chosen, current)), sshItem(app)]);
  const picked = await window.showQuickPick(items, {
    title: app.t('Where should units be deployed?'),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  if (picked.chosen === undefined) return selectHost(app, () => selectTarget(app));
  const { target, reach } = picked.chosen;
  if (reach.kind === 'unreachable') {
    void window.showWarningMessage(
      app.t('{0} cannot be used: {1}.', targetLabel(target, app.t), reachText(reach, app.t)),
    );
    return;
  }
  await app.targets.choose(picked.chosen);
  await app.targets.current();
}

function itemFor({ t }: App, chosen: Chosen, current: Chosen): Item {
  const { target, reach } = chosen;
  const mark =
    reach.kind === 'unreachable' ? '$(circle-slash)' : target.id === current.target.id ? '$(check)' : '$(blank)';
  return {
    label: `${mark} ${targetLabel(target, t)}`,
    description: reachText(reach, t),
    detail: targetDetail(target, t),
    chosen,
  };
}

function sshItem({ t }: App): Item {
  return {
    label: `$(remote) ${t('Over ssh…')}`,
    detail: t('another machine, from the setting systemd.hosts or your ssh configuration'),
    chosen: undefined,
  };
}
