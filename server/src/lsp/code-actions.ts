import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import { conversionAt } from '../core/features/convert-service.ts';
import { FIX_ALL_TITLE, fixAll } from '../core/features/fix-all.ts';
import { fixesAt } from '../core/features/fixes.ts';
import { hardeningAt } from '../core/features/hardening.ts';
import { refactoringsAt } from '../core/features/refactorings.ts';
import { suppressionsAt } from '../core/features/suppress.ts';
import { append } from '../core/text/append.ts';
import { offsetAt } from '../core/text/line-index.ts';
import { render } from '../core/text/message.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import type { Presentation } from './presentation.ts';
import { toCodeAction, toRefactoring, toWorkspaceEdit } from './to-workspace-edit.ts';

/** Applies all safe fixes of a file. Editors run it on save if the user has enabled this kind. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.systemd`;

/** The kinds of action that there are, for the server's capabilities. */
export const CODE_ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorRewrite,
  FIX_ALL,
];

/**
 * The fixes and refactorings of a place, and the fixes of the whole file where the client asks for that kind; a light bulb does not.
 *
 * @param folders The folders of the workspace.
 */
export function codeActions(
  snapshot: Snapshot,
  file: UnitFile,
  { range, context }: CodeActionParams,
  presentation: Presentation,
  folders: readonly string[],
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (!presentation.actions.literals) return actions;
  const place = { from: offsetAt(file.lines, range.start), to: offsetAt(file.lines, range.end) };
  if (!context.only || isWanted(CodeActionKind.QuickFix, context.only)) {
    append(
      actions,
      [...fixesAt(snapshot, file, place), ...suppressionsAt(snapshot, file, place)].flatMap((one) =>
        toCodeAction(snapshot, one, presentation),
      ),
    );
  }
  if (!context.only || isWanted(CodeActionKind.RefactorRewrite, context.only)) {
    const conversion = conversionAt(snapshot, file, place);
    if (conversion) append(actions, toRefactoring(snapshot, conversion, presentation));
    const hardening = hardeningAt(snapshot, file, place);
    if (hardening) append(actions, toRefactoring(snapshot, { ...hardening, kind: 'rewrite' }, presentation));
  }
  if (!context.only || context.only.some((kind) => kind === '' || isOneOf(kind, CodeActionKind.Refactor))) {
    append(
      actions,
      refactoringsAt(snapshot, file, place, folders)
        .flatMap((one) => toRefactoring(snapshot, one, presentation))
        .filter(({ kind = '' }) => !context.only || isWanted(kind, context.only)),
    );
  }
  if (context.only && isWanted(FIX_ALL, context.only)) {
    const edits = fixAll(snapshot, file);
    if (edits.length > 0) {
      const edit = toWorkspaceEdit(snapshot, [{ kind: 'edit', file: file.path, edits }], presentation);
      if (edit) actions.push({ title: render(FIX_ALL_TITLE, presentation.language), kind: FIX_ALL, edit });
    }
  }
  return actions;
}

/** Kinds are a hierarchy: whoever asks for `source` wants `source.fixAll.systemd` too. */
function isWanted(kind: string, only: readonly string[]): boolean {
  return only.some((asked) => asked === '' || isOneOf(kind, asked));
}

function isOneOf(kind: string, whole: string): boolean {
  return kind === whole || kind.startsWith(`${whole}.`);
}
