import { Disposable, type Event, window, workspace } from 'vscode';
import { whileVisible } from '../../editor/while-visible.ts';
import type { Translate } from '../../l10n.ts';
import { patternsOf } from '../../manager/activators.ts';
import { targetLabel } from '../../manager/describe-target.ts';
import type { Target } from '../../manager/target.ts';
import { glance, instancesOf, readStates } from '../../manager/unit-state.ts';
import { childRows, startedBy } from './child-rows.ts';
import { createFollowedView, type FollowedView } from './followed-view.ts';
import { managedTarget, type Sources, targetRows, timerRows, workspaceRows } from './load-rows.ts';
import type { UnitRow } from './row.ts';
import { seenBy } from './seen-by.ts';

/** A view, the units that it wants to know of, and what was seen of them last. */
interface Followed {
  readonly view: FollowedView;
  /** Patterns of the names of units, as systemctl takes them. */
  readonly patterns: () => readonly string[];
  seen: string | undefined;
}

/**
 * The views of the sockets of the workspace, of all sockets of the target, and of its timers and paths. While one of them is visible, the
 * manager is asked again and again, with one command for all views, and for what is unfolded of sockets that count with a second one.
 */
export function createSocketsViews(sources: Sources, onStateChanged: Event<void>, t: Translate): Disposable {
  const { server, targets } = sources;
  const children: Parameters<typeof createFollowedView>[1]['children'] = async (row) =>
    childRows(row, await managedTarget(targets), t);
  const followed: Followed[] = [];
  const follow = (
    id: string,
    load: () => Promise<readonly UnitRow[]>,
    patterns: (view: FollowedView) => readonly string[],
  ) => {
    const loadFollowed = async () => {
      // What changes while the rows are read is seen by the next look.
      const target = await managedTarget(targets);
      one.seen = target && (await seenNow(target, [one]))?.[0];
      return load();
    };
    const one: Followed = {
      view: createFollowedView(id, { load: loadFollowed, children, onShown: () => shown(one) }, t),
      patterns: () => patterns(one.view),
      seen: undefined,
    };
    followed.push(one);
  };
  const visible = () => followed.filter(({ view }) => view.visible);
  const look = async (): Promise<boolean> => {
    const target = await managedTarget(targets);
    const views = visible();
    const seen = target && (await seenNow(target, views));
    if (seen === undefined) return false;
    for (const [index, one] of views.entries()) {
      if (seen[index] !== one.seen) one.view.refresh();
      one.seen = seen[index];
    }
    return true;
  };
  const looking = whileVisible(() => visible().some((one) => one.patterns().length > 0), look);
  const shown = (one: Followed) => {
    const target = targets?.known?.target;
    if (one !== followed[0]) one.view.describe(target && targetLabel(target, t));
    looking.wake();
  };
  follow(
    'systemd.sockets',
    () => workspaceRows(sources),
    ({ units }) => units.flatMap(concerned),
  );
  follow(
    'systemd.targetSockets',
    () => targetRows(sources),
    ({ expanded }) => [...patternsOf(['socket']), ...[...expanded.values()].flatMap(concerned)],
  );
  follow(
    'systemd.timers',
    () => timerRows(sources),
    ({ expanded }) => [...patternsOf(['timer', 'path']), ...[...expanded.values()].flatMap(concerned)],
  );
  const refresh = () => {
    for (const { view } of followed) view.refresh();
  };
  return Disposable.from(
    looking,
    ...followed.map(({ view }) => view),
    server.onUnitsChanged(() => {
      for (const { view } of [followed[0], followed[2]].filter((one) => one !== undefined)) view.refresh();
    }),
    onStateChanged(refresh),
    workspace.onDidGrantWorkspaceTrust(refresh),
    window.onDidChangeWindowState(({ focused }) => void (focused && refresh())),
    ...(targets === undefined ? [] : [targets.onChange(refresh)]),
  );
}

/** The patterns of a unit and of what it starts. */
function concerned(row: UnitRow): readonly string[] {
  const { service, accept } = startedBy(row);
  return service === undefined ? [row.unit] : [row.unit, accept ? instancesOf(service) : service];
}

/** What there is to see of each view now, as text; undefined where the manager cannot be asked. */
async function seenNow(target: Target, views: readonly Followed[]): Promise<readonly string[] | undefined> {
  const patterns = views.map((one) => one.patterns());
  const all = [...new Set(patterns.flat())];
  if (all.length === 0) return patterns.map(() => '');
  const states = await glance(target, all);
  if (states.kind !== 'ok') return undefined;
  const counting = views.flatMap(({ view }) =>
    [...view.expanded.values()].filter((row) => startedBy(row).accept).map(({ unit }) => unit),
  );
  const counts = await readStates(target, [...new Set(counting)], { routine: true });
  const counted = counts.kind === 'ok' ? counts.value : [];
  const lines = [
    states.value,
    ...counted.map(({ unit, accepted, connections, refused }) => [unit, accepted, connections, refused].join(' ')),
  ].join('\n');
  return patterns.map((wanted) => seenBy(lines, wanted));
}
