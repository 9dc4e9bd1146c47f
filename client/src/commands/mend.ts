import { type CodeAction, CodeActionKind, commands, Range, Uri, workspace } from 'vscode';
import type { Blocker } from '../../../server/src/protocol/plan.ts';

/** Applies the fix that a blocker names, as the light bulb at its place would. Whether it could be applied is given back. */
export async function mend({ remedy, location }: Blocker): Promise<boolean> {
  const uri = Uri.parse(location.uri);
  const { start, end } = location.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    CodeActionKind.QuickFix.value,
    MOST_FIXES,
  );
  const fix = actions.find(({ title }) => title === remedy);
  if (fix === undefined) return false;
  if (fix.edit !== undefined && !(await workspace.applyEdit(fix.edit))) return false;
  if (fix.command !== undefined) await commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
  return true;
}

/** Actions of one place that are looked at; the one that is wanted is among the first. */
const MOST_FIXES = 20;
