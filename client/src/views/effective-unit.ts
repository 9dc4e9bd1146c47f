import {
  type Disposable,
  DocumentLink,
  EventEmitter,
  languages,
  Range,
  type TextEditor,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { EffectiveUnitResult } from '../../../server/src/protocol/requests.ts';
import type { Translate } from '../l10n.ts';
import type { Server } from '../server.ts';

const SCHEME = 'systemd-effective';

/** The address of the page that shows a unit as a whole. */
export function effectivePage(unit: Uri): Uri {
  return Uri.from({ scheme: SCHEME, path: unit.path, query: unit.toString() });
}

/** Pages with units as systemd sees them, kept up to date; behind each line stands its origin, and a click goes there. */
export function createEffectiveUnits(server: Server, t: Translate): Disposable {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, EffectiveUnitResult>();
  const origin = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em' },
  });
  const decorate = (editor: TextEditor) => {
    const unit = editor.document.uri.scheme === SCHEME ? shown.get(editor.document.uri.toString()) : undefined;
    if (unit === undefined) return;
    const decorations = unit.lines.flatMap(({ uri, line }, index) =>
      uri === undefined
        ? []
        : [{ range: lineEnd(editor, index), renderOptions: { after: { contentText: originText(uri, line) } } }],
    );
    editor.setDecorations(origin, decorations);
  };

  const subscriptions = [
    changed,
    origin,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const unit = await server.effectiveUnit(uri.query);
        if (unit === null) return t('# This is no unit that systemd would load.\n');
        shown.set(uri.toString(), unit);
        setTimeout(() => window.visibleTextEditors.forEach(decorate));
        return `${unit.lines.map(({ text }) => text).join('\n')}\n`;
      },
    }),
    workspace.onDidOpenTextDocument((document) => {
      if (document.uri.scheme === SCHEME) void languages.setTextDocumentLanguage(document, 'systemd-unit');
    }),
    workspace.onDidCloseTextDocument(({ uri }) => void shown.delete(uri.toString())),
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(decorate)),
    server.onUnitsChanged(() => {
      for (const address of shown.keys()) changed.fire(Uri.parse(address));
    }),
    languages.registerDocumentLinkProvider(
      { scheme: SCHEME },
      {
        provideDocumentLinks: (document) =>
          (shown.get(document.uri.toString())?.lines ?? []).flatMap(({ uri, line, text }, index) => {
            if (uri === undefined || text === '') return [];
            const key = text.indexOf('=');
            const range = new Range(index, 0, index, key > 0 ? key : text.length);
            return [new DocumentLink(range, Uri.parse(uri).with({ fragment: `L${(line ?? 0) + 1}` }))];
          }),
      },
    ),
  ];
  return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) };
}

function lineEnd({ document }: TextEditor, line: number): Range {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  return new Range(end, end);
}

/** The last two parts of the path, since a drop-in's folder says more than its name. */
function originText(uri: string, line: number | undefined): string {
  const parts = Uri.parse(uri).path.split('/');
  const name = parts.at(-2)?.endsWith('.d') ? parts.slice(-2).join('/') : parts.at(-1);
  return line === undefined ? `${name}` : `${name}:${line + 1}`;
}
