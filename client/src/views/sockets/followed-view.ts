import {
  type Disposable,
  EventEmitter,
  env,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { Translate } from '../../l10n.ts';
import type { Row, UnitRow } from './row.ts';
import { rowText } from './row-text.ts';

/** A view of units that reads its rows again when something about them has changed, and only while it is visible. */
export interface FollowedView extends Disposable {
  readonly visible: boolean;
  /** The units that are shown with their details. */
  readonly expanded: ReadonlyMap<string, UnitRow>;
  /** The units that are shown. */
  readonly units: readonly UnitRow[];
  /** Reads the rows again, where somebody sees them. */
  refresh(): void;
  /** What the view is about, beside its title. */
  describe(text: string | undefined): void;
}

export interface ViewOptions {
  readonly load: () => Promise<readonly UnitRow[]>;
  readonly children: (row: Row) => Promise<readonly Row[]>;
  /** Called after the rows were read, and when others are shown. */
  readonly onShown: () => void;
}

export function createFollowedView(id: string, { load, children, onShown }: ViewOptions, t: Translate): FollowedView {
  const changed = new EventEmitter<undefined>();
  const expanded = new Map<string, UnitRow>();
  let units: readonly UnitRow[] = [];
  const rows = async (): Promise<Row[]> => {
    units = await load();
    for (const row of units) if (expanded.has(row.unit)) expanded.set(row.unit, row);
    onShown();
    return [...units];
  };
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (row) => itemOf(row, t),
    getChildren: async (row) => (row === undefined ? rows() : [...(await children(row))]),
  };
  const view = window.createTreeView(id, { treeDataProvider: provider });
  const refresh = () => {
    if (view.visible) changed.fire(undefined);
  };
  const listeners = [
    view.onDidChangeVisibility(refresh),
    view.onDidExpandElement(({ element }) => {
      if (element.kind === 'unit') expanded.set(element.unit, element);
      onShown();
    }),
    view.onDidCollapseElement(({ element }) => {
      if (element.kind === 'unit') expanded.delete(element.unit);
    }),
  ];
  return {
    get visible() {
      return view.visible;
    },
    get units() {
      return units;
    },
    expanded,
    refresh,
    describe: (text) => {
      view.description = text ?? '';
    },
    dispose: () => {
      for (const one of [...listeners, view, changed]) one.dispose();
    },
  };
}

function itemOf(row: Row, t: Translate): TreeItem {
  const text = rowText(row, { now: Date.now(), language: env.language }, t);
  const { None, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem(text.label, text.children === 'none' ? None : Collapsed);
  // A row that is unfolded stays so when its label changes with its state.
  const id = idOf(row);
  if (id !== undefined) item.id = id;
  item.description = text.description;
  item.tooltip = text.tooltip;
  item.accessibilityInformation = { label: text.spoken };
  item.iconPath = new ThemeIcon(
    text.icon.id,
    text.icon.color === undefined ? undefined : new ThemeColor(text.icon.color),
  );
  item.contextValue = text.context;
  const open = commandOf(row);
  if (open !== undefined) item.command = { title: '', ...open };
  return item;
}

function idOf(row: Row): string | undefined {
  switch (row.kind) {
    case 'unit':
      return `${row.uri ?? ''} ${row.unit}`;
    case 'instances':
      return `${row.socket} instances`;
    default:
      return undefined;
  }
}

function commandOf(row: Row): { readonly command: string; readonly arguments: unknown[] } | undefined {
  switch (row.kind) {
    case 'error':
      return { command: 'systemd.showJournal', arguments: [row.of] };
    case 'unit':
    case 'service':
      if (row.installed !== undefined) return { command: 'systemd.openUnit', arguments: [row] };
      return row.uri === undefined ? undefined : { command: 'vscode.open', arguments: [Uri.parse(row.uri)] };
    default:
      return undefined;
  }
}
