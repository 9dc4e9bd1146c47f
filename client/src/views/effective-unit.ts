import {
  type Disposable,
  EventEmitter,
  Location,
  languages,
  Position,
  Range,
  type TextEditor,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Location as Origin } from '../../../server/src/protocol/lsp.ts';
import type { EffectiveUnit } from '../../../server/src/protocol/requests.ts';
import type { Server } from '../editor/server.ts';
import type { Translate } from '../l10n.ts';

const SCHEME = 'systemd-effective';

/** The address of the page that shows a unit as a whole; its title tells it from the file. */
export function effectivePage(unit: Uri, t: Translate): Uri {
  return Uri.from({ scheme: SCHEME, path: t('{0} (effective)', unit.path), query: unit.toString() });
}

/** The document of the unit that a page is about. */
export function unitOfPage(page: Uri): string | undefined {
  return page.scheme === SCHEME ? page.query : undefined;
}

/** Pages with units as systemd sees them, kept up to date; behind each line stands its origin, which is also where its definition is. */
export function createEffectiveUnits(server: Server, t: Translate): Disposable {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, EffectiveUnit>();
  const origin = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em' },
  });
  const decorate = (editor: TextEditor) => {
    const unit = editor.document.uri.scheme === SCHEME ? shown.get(editor.document.uri.toString()) : undefined;
    if (unit === undefined) return;
    const decorations = unit.lines.flatMap(({ origin: from }, index) =>
      from === undefined
        ? []
        : [{ range: lineEnd(editor, index), renderOptions: { after: { contentText: originText(from) } } }],
    );
    editor.setDecorations(origin, decorations);
  };

  const subscriptions = [
    changed,
    origin,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const unit = await server.request('systemd/effectiveUnit', { textDocument: { uri: uri.query } });
        if (unit === null) return t('# systemd would not load this as a unit.\n');
        shown.set(uri.toString(), unit);
        setTimeout(() => window.visibleTextEditors.forEach(decorate));
        return `${unit.lines.map(({ text }) => text).join('\n')}\n`;
      },
    }),
    workspace.onDidOpenTextDocument((document) => {
      if (document.uri.scheme === SCHEME) void languages.setTextDocumentLanguage(document, 'systemd-unit');
    }),
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(decorate)),
    server.onUnitsChanged(() => {
      for (const address of shown.keys()) changed.fire(Uri.parse(address));
    }),
    languages.registerDefinitionProvider(
      { scheme: SCHEME },
      {
        provideDefinition: (document, { line: index }) => {
          const from = shown.get(document.uri.toString())?.lines[index]?.origin;
          if (from === undefined) return undefined;
          const { line, character } = from.range.start;
          return new Location(Uri.parse(from.uri), new Position(line, character));
        },
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
function originText({ uri, range }: Origin): string {
  const parts = Uri.parse(uri).path.split('/');
  const name = parts.at(-2)?.endsWith('.d') ? parts.slice(-2).join('/') : parts.at(-1);
  return `${name}:${range.start.line + 1}`;
}
