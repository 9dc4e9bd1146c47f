import {
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type RenameFile,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { FileChange } from '../core/diagnostic.ts';
import type { OfferedFix } from '../core/features/fixes.ts';
import type { Refactoring } from '../core/features/refactorings.ts';
import { type Language, type Message, render } from '../core/text/message.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { OPEN_FILE } from '../protocol/commands.ts';
import type { Presentation } from './presentation.ts';
import { linesOf, toDiagnostic, toTextEdit } from './to-lsp.ts';
import { uriOf } from './uri.ts';

/** Turns changes of files into actions and edits of LSP, in the forms that the client takes. */

/** A fix that the client can carry out; none otherwise. */
export function toCodeAction(snapshot: Snapshot, offered: OfferedFix, presentation: Presentation): CodeAction[] {
  const { diagnostic, fix, preferred } = offered;
  return toAction(snapshot, fix, presentation, {
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(snapshot, diagnostic, presentation)],
    ...(preferred && presentation.actions.preferred && { isPreferred: true }),
  });
}

/** The same of a change where nothing is wrong. */
export function toRefactoring(snapshot: Snapshot, offered: Refactoring, presentation: Presentation): CodeAction[] {
  const kind = offered.kind === 'extract' ? CodeActionKind.RefactorExtract : CodeActionKind.RefactorRewrite;
  return toAction(snapshot, offered, presentation, { kind });
}

/** What an action does, as core has it. */
type Changes = Pick<Refactoring, 'title' | 'changes' | 'open'>;

function toAction(
  snapshot: Snapshot,
  { title: message, changes, open }: Changes,
  presentation: Presentation,
  more: Partial<CodeAction>,
): CodeAction[] {
  const edit = toWorkspaceEdit(snapshot, changes, presentation);
  if (!edit) return [];
  const title = render(message, presentation.language);
  const command = open !== undefined &&
    presentation.commands.has(OPEN_FILE) && { title, command: OPEN_FILE, arguments: [uriOf(open)] };
  return [{ title, ...more, edit, ...(command && { command }) }];
}

/** Changes in the form that the client takes; undefined where it cannot make them. */
export function toWorkspaceEdit(
  snapshot: Snapshot,
  changes: readonly FileChange<string | Message>[],
  { edits: { documentChanges, createFiles, renameFiles }, language }: Presentation,
): WorkspaceEdit | undefined {
  if (!createFiles && changes.some(({ kind }) => kind === 'create')) return undefined;
  if (!renameFiles && changes.some(({ kind }) => kind === 'rename')) return undefined;
  if (documentChanges)
    return { documentChanges: changes.flatMap((change) => toDocumentChanges(snapshot, change, createFiles, language)) };
  const byUri = new Map<string, TextEdit[]>();
  for (const change of changes) {
    if (change.kind === 'rename') continue;
    const uri = uriOf(change.file);
    const edits =
      change.kind === 'edit' ? toEdits(snapshot, change, language) : [wholeText(render(change.text, language))];
    byUri.set(uri, [...(byUri.get(uri) ?? []), ...edits]);
  }
  return { changes: Object.fromEntries(byUri) };
}

function toDocumentChanges(
  snapshot: Snapshot,
  change: FileChange<string | Message>,
  createFiles: Presentation['edits']['createFiles'],
  language: Language,
): (TextDocumentEdit | CreateFile | RenameFile)[] {
  const uri = uriOf(change.file);
  const textDocument = { uri, version: null };
  if (change.kind === 'edit') return [{ textDocument, edits: toEdits(snapshot, change, language) }];
  if (change.kind === 'rename') return [{ kind: 'rename', oldUri: uri, newUri: uriOf(change.to) }];
  const text = { textDocument, edits: [wholeText(render(change.text, language))] };
  return createFiles === 'edit' ? [text] : [{ kind: 'create', uri, options: { ignoreIfExists: true } }, text];
}

/** The edit that gives a file its text which is empty or not there. */
function wholeText(newText: string): TextEdit {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, newText };
}

function toEdits(
  snapshot: Snapshot,
  { file, edits }: FileChange<string | Message> & { kind: 'edit' },
  language: Language,
): TextEdit[] {
  const lines = linesOf(snapshot, file);
  return edits.map(({ range, newText }) => toTextEdit(lines, { range, newText: render(newText, language) }));
}
