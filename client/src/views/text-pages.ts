import {
  commands,
  type Disposable,
  languages,
  type TextDocumentShowOptions,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { pagePosition } from '../editor/settings.ts';

/** Read-only pages that the extension makes: replies, details of failures, files as they are on a target. */
export interface TextPages extends Disposable {
  /** Makes a page and gives its address. The title is what the tab says; a path stays one. */
  make(kind: PageKind, title: string, text: string): Uri;
  /** Makes a page and shows it next to the editor that is in use, or where the person wants it. */
  show(kind: PageKind, title: string, text: string, options?: PageOptions): Promise<Uri>;
  /** The document of the unit that a page is about, so that commands work on the page as they do on the unit. */
  unitOf(page: Uri): string | undefined;
}

export interface PageOptions extends TextDocumentShowOptions {
  /** The document of the unit that the page is about. */
  readonly unit?: string;
}

export type PageKind = (typeof KINDS)[number];

const KINDS = [
  'systemd-reply',
  'systemd-details',
  'systemd-installed',
  'systemd-comparison',
  'systemd-fleet',
  'systemd-manual',
] as const;

/** Without a language, the page gets that of its name. */
const LANGUAGES: Partial<Record<PageKind, string>> = {
  'systemd-reply': 'systemd-reply',
  'systemd-details': 'systemd-reply',
  'systemd-comparison': 'systemd-reply',
  'systemd-manual': 'systemd-manual',
};

/** Bounds the memory of pages in a long session. */
const MOST_PAGES = 100;

export function createTextPages(): TextPages {
  const texts = new Map<string, string>();
  const units = new Map<string, string>();
  let count = 0;

  const provider = {
    provideTextDocumentContent: (uri: Uri) => texts.get(uri.toString()) ?? '',
  };
  const registrations = KINDS.map((kind) => workspace.registerTextDocumentContentProvider(kind, provider));

  const make = (kind: PageKind, title: string, text: string) => {
    // The number makes the URI unique, so that an open page keeps its content.
    const uri = Uri.from({ scheme: kind, path: title.startsWith('/') ? title : `/${title}`, query: String(++count) });
    texts.set(uri.toString(), text);
    const [oldest] = texts.keys();
    if (texts.size > MOST_PAGES && oldest !== undefined) {
      texts.delete(oldest);
      units.delete(oldest);
    }
    return uri;
  };
  return {
    make,
    show: async (kind, title, text, { unit, ...options } = {}) => {
      const uri = make(kind, title, text);
      if (unit !== undefined) units.set(uri.toString(), unit);
      const document = await workspace.openTextDocument(uri);
      const language = LANGUAGES[kind];
      if (language !== undefined) await languages.setTextDocumentLanguage(document, language);
      const viewColumn = options.viewColumn ?? (await pageColumn());
      await window.showTextDocument(document, { preview: true, ...options, viewColumn });
      return uri;
    },
    unitOf: (page) => units.get(page.toString()),
    dispose: () => {
      for (const registration of registrations) registration.dispose();
    },
  };
}

/** The column of whatever the extension shows beside a unit and is no file of the workspace: a new one below where there is only one and the person wants it so, otherwise as with {@link besideColumn}. */
export async function pageColumn(): Promise<ViewColumn> {
  if (window.tabGroups.all.length > 1 || pagePosition() === 'beside') return besideColumn();
  await commands.executeCommand('workbench.action.newGroupBelow');
  return window.tabGroups.activeTabGroup.viewColumn;
}

/** For a second file that is made with the first. Next to the first column; from any other column that one itself, so that pages do not fan out over the screen. */
export function besideColumn(): ViewColumn {
  const active = window.tabGroups.activeTabGroup.viewColumn;
  return active === ViewColumn.One ? ViewColumn.Beside : active;
}
