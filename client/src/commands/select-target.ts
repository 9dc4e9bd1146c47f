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
  const picked = await pickItem(app, app.targets.all(), current);
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

/** The target in use is the active entry, so that Enter keeps it. */
async function pickItem(app: App, all: Promise<readonly Chosen[]>, current: Chosen): Promise<Item | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = app.t('Where should units be deployed?');
  pick.matchOnDescription = true;
  pick.busy = true;
  const picked = new Promise<Item | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  try {
    const items = [...(await all).map((chosen) => itemFor(app, chosen, current)), sshItem(app)];
    pick.items = items;
    pick.activeItems = items.filter(({ chosen }) => chosen?.target.id === current.target.id);
    pick.busy = false;
    return await picked;
  } finally {
    pick.dispose();
  }
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
