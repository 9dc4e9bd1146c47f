import {
  type Disposable,
  type Event,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { SocketSummary } from '../../../server/src/protocol/requests.ts';
import { changes, prepareDeployment } from '../deploy/deployment.ts';
import type { Server } from '../editor/server.ts';
import type { TargetChoice } from '../editor/target-choice.ts';
import { whileVisible } from '../editor/while-visible.ts';
import type { Translate } from '../l10n.ts';
import type { Target } from '../manager/target.ts';
import { glance, instancesOf, readInstances, readStates, type UnitState } from '../manager/unit-state.ts';
import type { DryRuns } from './dry-run-terminal.ts';
import { shortName } from './journal-text.ts';

/** What the states of the units that are shown were when they were looked at last. */
interface Glance {
  readonly patterns: readonly string[];
  readonly states: string | undefined;
}

type SocketRow = Extract<Row, { kind: 'socket' }>;

/** The element of a row; commands called on it use its `uri`. */
export type Row =
  | {
      readonly kind: 'socket';
      readonly uri: string;
      readonly summary: SocketSummary;
      readonly state: UnitState | undefined;
      /** Whether the deployed files differ from the workspace. */
      readonly differs: boolean;
    }
  | { readonly kind: 'listener'; readonly text: string; readonly description: string; readonly uri: string }
  | { readonly kind: 'service'; readonly name: string; readonly uri: string | undefined; readonly template: boolean }
  | { readonly kind: 'instance'; readonly state: UnitState; readonly uri: undefined };

/** The sockets of the workspace with their state on the target, which it follows while it is visible. */
export function createSocketsTree(
  server: Server,
  targets: TargetChoice | undefined,
  onStateChanged: Event<void>,
  dryRuns: DryRuns,
  t: Translate,
): Disposable {
  const changed = new EventEmitter<undefined>();
  let shown: Glance = { patterns: [], states: undefined };
  const rows = async () => {
    const found = await socketRows(server, targets);
    const patterns = found.flatMap(({ summary: { unit, service, accept } }) =>
      accept && service !== undefined ? [unit, instancesOf(service)] : [unit],
    );
    shown = { patterns, states: await statesAtAGlance(targets, patterns) };
    looking.wake();
    return found;
  };
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (row) => itemOf(row, dryRuns, t),
    getChildren: (row) => (row === undefined ? rows() : childRows(row, targets)),
  };
  const view = window.createTreeView('systemd.sockets', { treeDataProvider: provider });
  const refresh = () => {
    if (view.visible) changed.fire(undefined);
  };
  const looking = whileVisible(
    () => view.visible && shown.patterns.length > 0,
    async () => {
      const states = await statesAtAGlance(targets, shown.patterns);
      if (states !== undefined && states !== shown.states) refresh();
      return states !== undefined;
    },
  );
  const listeners = [
    server.onUnitsChanged(refresh),
    onStateChanged(refresh),
    view.onDidChangeVisibility(refresh),
    window.onDidChangeWindowState(({ focused }) => void (focused && refresh())),
    ...(targets === undefined ? [] : [targets.onChange(refresh)]),
  ];
  return {
    dispose: () => {
      looking.dispose();
      view.dispose();
      changed.dispose();
      for (const listener of listeners) listener.dispose();
    },
  };
}

async function socketRows(server: Server, targets: TargetChoice | undefined): Promise<SocketRow[]> {
  const sockets = await server.request('systemd/sockets');
  const states = await statesOf(
    targets,
    sockets.map(({ unit }) => unit),
  );
  return Promise.all(
    sockets.map(async (summary, index): Promise<SocketRow> => {
      const state = states[index];
      const differs = state?.load === 'loaded' && (await isDifferent(server, targets, summary.uri));
      return { kind: 'socket', uri: summary.uri, summary, state, differs };
    }),
  );
}

/** Compares what is installed with the workspace; not on other machines, where each look is a command over the network. */
async function isDifferent(server: Server, targets: TargetChoice | undefined, uri: string): Promise<boolean> {
  const target = targets?.known?.target;
  if (target === undefined || target.host !== undefined) return false;
  const plan = await server.request('systemd/plan', { textDocument: { uri }, manager: target.manager });
  if (plan === null) return false;
  // Handlers may be large, and it is the units that the manager reads.
  const prepared = await prepareDeployment(target, { ...plan, handlers: [] }, async () => undefined);
  return prepared.kind === 'ok' && changes(prepared.value).length > 0;
}

async function statesOf(targets: TargetChoice | undefined, units: readonly string[]): Promise<readonly UnitState[]> {
  const target = units.length === 0 ? undefined : await managed(targets);
  const states = target && (await readStates(target, units, { routine: true }));
  return states?.kind === 'ok' ? states.value : [];
}

async function statesAtAGlance(
  targets: TargetChoice | undefined,
  patterns: readonly string[],
): Promise<string | undefined> {
  const target = await managed(targets);
  const states = target && (await glance(target, patterns));
  return states?.kind === 'ok' ? states.value : undefined;
}

/** The target, where it has a manager that can be asked. */
async function managed(targets: TargetChoice | undefined): Promise<Target | undefined> {
  if (targets === undefined || !workspace.isTrusted) return undefined;
  const { target, reach } = await targets.current();
  return reach.kind === 'reachable' && target.kind !== 'dry-run' ? target : undefined;
}

async function childRows(row: Row, targets: TargetChoice | undefined): Promise<Row[]> {
  if (row.kind === 'socket') {
    const { listeners, service, serviceUri, accept } = row.summary;
    return [
      ...listeners.map(({ directive, value, description }): Row => {
        return { kind: 'listener', text: `${directive}=${value}`, description, uri: row.uri };
      }),
      ...(service === undefined
        ? []
        : [{ kind: 'service', name: service, uri: serviceUri, template: accept } as const]),
    ];
  }
  if (row.kind !== 'service' || !row.template) return [];
  const target = await managed(targets);
  const instances = target && (await readInstances(target, row.name, { routine: true }));
  return (instances?.kind === 'ok' ? instances.value : []).map((state) => ({
    kind: 'instance',
    state,
    uri: undefined,
  }));
}

function itemOf(row: Row, dryRuns: DryRuns, t: Translate): TreeItem {
  switch (row.kind) {
    case 'socket':
      return socketItem(row, dryRuns, t);
    case 'listener': {
      const item = new TreeItem(row.text);
      item.description = row.description;
      item.iconPath = new ThemeIcon('radio-tower');
      item.contextValue = 'listener';
      return item;
    }
    case 'service': {
      const item = new TreeItem(
        row.name,
        row.template ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
      );
      item.iconPath =
        row.uri === undefined ? new ThemeIcon('error', new ThemeColor('errorForeground')) : new ThemeIcon('gear');
      item.description =
        row.uri === undefined ? t('missing') : row.template ? t('one instance for each connection') : '';
      item.contextValue = row.uri === undefined ? 'missing' : 'service';
      return openOnClick(item, row.uri);
    }
    case 'instance': {
      const item = new TreeItem(shortName(row.state.unit));
      item.description = `${row.state.active} (${row.state.sub})`;
      item.tooltip = row.state.unit;
      item.iconPath = stateIcon(row.state.active);
      item.contextValue = 'instance';
      return item;
    }
  }
}

function socketItem({ summary, state, uri, differs }: SocketRow, dryRuns: DryRuns, t: Translate): TreeItem {
  const item = new TreeItem(summary.unit, TreeItemCollapsibleState.Collapsed);
  const trying = dryRuns.running(summary.unit);
  const active = trying || state?.active === 'active';
  const known = state !== undefined && state.load !== 'not-found';
  item.description = [
    // The row is short, so what needs attention comes first.
    ...(summary.broken ? [t('has errors')] : []),
    ...(differs ? [t('not as deployed')] : []),
    ...(state?.needsReload ? [t('changed on disk')] : []),
    ...(trying ? [t('dry run')] : known ? [`${state.active} (${state.sub})`] : []),
  ].join(', ');
  item.tooltip = [
    summary.description,
    ...summary.listeners.map(({ description }) => description),
    ...(known && state.enabled !== '' ? [t('At boot: {0}', state.enabled)] : []),
    ...(differs ? [t('The deployed version differs from this one. Activating deploys this version.')] : []),
    ...(state?.needsReload
      ? [
          t(
            'Its files have changed since the manager loaded them. Activating reloads the manager and restarts the socket.',
          ),
        ]
      : []),
  ]
    .filter(Boolean)
    .join('\n');
  item.iconPath = trying
    ? new ThemeIcon('beaker', new ThemeColor('charts.green'))
    : summary.broken && !active
      ? new ThemeIcon('error', new ThemeColor('errorForeground'))
      : stateIcon(state?.active);
  item.contextValue = `socket ${active ? 'active' : 'idle'}`;
  return openOnClick(item, uri);
}

function stateIcon(active: string | undefined): ThemeIcon {
  if (active === 'active') return new ThemeIcon('pass-filled', new ThemeColor('charts.green'));
  if (active === 'failed') return new ThemeIcon('error', new ThemeColor('errorForeground'));
  return new ThemeIcon('circle-outline');
}

function openOnClick(item: TreeItem, uri: string | undefined): TreeItem {
  if (uri !== undefined) item.command = { command: 'vscode.open', title: '', arguments: [Uri.parse(uri)] };
  return item;
}
