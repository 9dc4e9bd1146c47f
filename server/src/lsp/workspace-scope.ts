import { isToldBehindLink } from '../core/workspace/links.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { DiagnosticMode } from '../protocol/settings.ts';

/** Whether a path lies in one of the workspace's folders. */
export function isInWorkspace(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}

/** The files that have diagnostics whether they are open or not; none where there are too many for `auto`. */
export function filesToDiagnose(
  snapshot: Snapshot,
  folders: readonly string[],
  mode: DiagnosticMode,
): ReadonlySet<string> {
  if (mode === 'openFiles') return NONE;
  const paths = new Set<string>();
  for (const path of snapshot.paths()) if (isInWorkspace(path, folders)) paths.add(path);
  return mode === 'auto' && paths.size > MOST_FOR_AUTO ? NONE : paths;
}

/** Whether the findings of a file are told at another file of the workspace, to which it is a link. */
export function isToldElsewhere(snapshot: Snapshot, path: string, folders: readonly string[]): boolean {
  const file = snapshot.file(path);
  if (file?.link === undefined) return false;
  return isToldBehindLink(file, (target) => isInWorkspace(target, folders) && snapshot.file(target) !== undefined);
}

const NONE: ReadonlySet<string> = new Set();

/** Unit files and drop-ins. As many are judged within seconds, and remembered. The setting's description names the number. */
const MOST_FOR_AUTO = 1000;
