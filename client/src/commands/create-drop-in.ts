import { Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { DirectiveName, EffectiveLine, NewDropIn } from '../../../server/src/protocol/requests.ts';
import type { App } from './app.ts';
import { installedUnit, subjectUri } from './subject.ts';

/**
 * Makes a drop-in of a unit in the workspace with the directives that the person chooses, each with the value that it has now, and opens it.
 * Nothing is written to the folders of the system: an installed unit stays as it is, and its drop-in is deployed as any other file.
 */
export async function createDropIn(app: App, argument: unknown): Promise<void> {
  const { t } = app;
  const installed = installedUnit(argument);
  const uri = installed === undefined ? await subjectUri(app, argument) : installed.uri;
  if (uri === undefined) return;
  const chosen = uri === '' ? undefined : await chosenDropIn(app, uri);
  const made = chosen ?? (installed && emptyDropIn(installed.state.unit));
  if (made === 'cancelled') return;
  if (made === undefined) {
    void window.showErrorMessage(
      workspace.workspaceFolders === undefined
        ? t('Open a folder first: a drop-in is created in the workspace.')
        : t('{0} does not belong to a single unit, so it can have no drop-in.', nameOf(uri)),
    );
    return;
  }
  const file = Uri.parse(made.uri);
  if (!(await write(file, made))) {
    void window.showErrorMessage(t('The drop-in {0} could not be created.', file.fsPath));
    return;
  }
  const document = await workspace.openTextDocument(file);
  await window.showTextDocument(document, { preview: false });
}

/** A drop-in of a unit whose files the server does not have, those of another machine for example. */
function emptyDropIn(unit: string): NewDropIn | undefined {
  const [folder] = workspace.workspaceFolders ?? [];
  const type = /\.([a-z]+)$/.exec(unit)?.[1];
  if (folder === undefined || type === undefined || unit.includes('/')) return undefined;
  const uri = Uri.joinPath(folder.uri, `${unit}.d`, 'override.conf').toString();
  return { unit, uri, text: `[${type[0]?.toUpperCase()}${type.slice(1)}]\n`, exists: false };
}

async function chosenDropIn({ server, t }: App, uri: string): Promise<NewDropIn | undefined | 'cancelled'> {
  const textDocument = { uri };
  const unit = await server.request('systemd/effectiveUnit', { textDocument });
  if (unit === null) return undefined;
  const items = choices(unit.lines);
  const line = lineOfCursor(uri);
  const picked =
    items.length === 0
      ? []
      : await window.showQuickPick(
          items.map((item) => ({ ...item, picked: item.origins.includes(`${uri}:${line}`) })),
          {
            title: t('Drop-in Override of {0}', unit.unit),
            placeHolder: t('Directives to override; without any, the drop-in is empty'),
            canPickMany: true,
            matchOnDescription: true,
          },
        );
  if (picked === undefined) return 'cancelled';
  const directives = picked.map(({ section, key }) => ({ section, key }));
  return (await server.request('systemd/dropIn', { textDocument, directives })) ?? undefined;
}

interface Choice extends DirectiveName {
  readonly label: string;
  readonly description: string;
  /** The lines that assign it, as `URI:line`. */
  readonly origins: readonly string[];
}

/** The directives that are in force, each once with its values. */
function choices(lines: readonly EffectiveLine[]): readonly Choice[] {
  const found = new Map<string, Choice & { origins: string[] }>();
  let section = '';
  for (const { text, directive, origin, replaced } of lines) {
    if (directive === undefined) section = /^\[(.*)\]$/.exec(text)?.[1] ?? section;
    if (directive === undefined || origin === undefined || replaced !== undefined) continue;
    const value = text.slice(directive.length + 1);
    const place = `${origin.uri}:${origin.range.start.line}`;
    const known = found.get(`${section} ${directive}`);
    known?.origins.push(place);
    found.set(`${section} ${directive}`, {
      section,
      key: directive,
      label: `${directive}=`,
      description: known === undefined ? value : `${known.description} · ${value}`,
      origins: known?.origins ?? [place],
    });
  }
  return [...found.values()];
}

function lineOfCursor(uri: string): number | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.uri.toString() === uri ? editor.selection.active.line : undefined;
}

async function write(file: Uri, { text, exists }: NewDropIn): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (exists) {
    const document = await workspace.openTextDocument(file);
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.replace(file, document.lineAt(0).range.with({ end }), text);
  } else {
    // One that was made since the server was asked stays as it is, and is opened.
    edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  }
  return workspace.applyEdit(edit);
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
