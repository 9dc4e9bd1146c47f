import {
  type Disposable,
  DocumentLink,
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
import type { EffectiveLine, EffectiveUnit } from '../../../server/src/protocol/requests.ts';
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

/** Pages with units as systemd sees them, kept up to date; behind each line stands its origin, to which it links. What does not count any more is struck out. */
export function createEffectiveUnits(server: Server, t: Translate): Disposable {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, EffectiveUnit>();
  const origin = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em' },
  });
  const replacedText = window.createTextEditorDecorationType({ textDecoration: 'line-through', opacity: '0.7' });
  const decorate = (editor: TextEditor) => {
    const unit = editor.document.uri.scheme === SCHEME ? shown.get(editor.document.uri.toString()) : undefined;
    if (unit === undefined) return;
    const decorations = unit.lines.flatMap((line, index) =>
      line.origin === undefined
        ? []
        : [{ range: lineEnd(editor, index), renderOptions: { after: { contentText: originText(line, t) } } }],
    );
    editor.setDecorations(origin, decorations);
    const replaced = unit.lines.flatMap((line, index) =>
      line.replaced === undefined ? [] : [valueRange(line, index)],
    );
    editor.setDecorations(replacedText, replaced);
  };

  const subscriptions = [
    changed,
    origin,
    replacedText,
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
    languages.registerDocumentLinkProvider(
      { scheme: SCHEME },
      {
        provideDocumentLinks: (document) =>
          (shown.get(document.uri.toString())?.lines ?? []).flatMap((line, index) =>
            line.origin === undefined ? [] : [linkOf(line, line.origin, index, t)],
          ),
      },
    ),
  ];
  return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) };
}

function lineEnd({ document }: TextEditor, line: number): Range {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  return new Range(end, end);
}

/** The stretch of a line that has the directive and its value. */
function valueRange({ text }: EffectiveLine, index: number): Range {
  const from = text.startsWith(COMMENT) ? COMMENT.length : 0;
  return new Range(index, from, index, text.length);
}

/** What stands before an assignment that does not count. */
const COMMENT = '# ';

/** From the name of a directive to the line that assigns it. */
function linkOf(line: EffectiveLine, { uri, range }: Origin, index: number, t: Translate): DocumentLink {
  const { start } = valueRange(line, index);
  const place = Uri.parse(uri).with({ fragment: `L${range.start.line + 1},${range.start.character + 1}` });
  const link = new DocumentLink(new Range(start, start.translate(0, line.directive?.length ?? 0)), place);
  link.tooltip = t('Open {0}', placeText({ uri, range }));
  return link;
}

/** Where a line comes from, and what became of it. */
function originText({ origin, replaced }: EffectiveLine, t: Translate): string {
  const place = origin === undefined ? '' : placeText(origin);
  if (replaced === undefined) return place;
  if (replaced.how === 'reset') return t('{0}, empties the list', place);
  return replaced.by === undefined ? place : t('{0}, overridden by {1}', place, placeText(replaced.by));
}

/** The last two parts of the path, since a drop-in's folder says more than its name. */
function placeText({ uri, range }: Origin): string {
  const parts = Uri.parse(uri).path.split('/');
  const name = parts.at(-2)?.endsWith('.d') ? parts.slice(-2).join('/') : parts.at(-1);
  return `${name}:${range.start.line + 1}`;
}
