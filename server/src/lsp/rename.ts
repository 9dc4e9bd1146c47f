import {
  type FileRename,
  LSPErrorCodes,
  type PrepareRenameResult,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { FileChange } from '../core/diagnostic.ts';
import {
  type NewName,
  partners,
  type Refused,
  type Renameable,
  type RenameOptions,
  rename,
  renameable,
} from '../core/features/rename.ts';
import { unitNameOf } from '../core/features/rename-units.ts';
import { allOf, type Message, render, say } from '../core/text/message.ts';
import { parseUnitName, templateOf } from '../core/values/unit-name.ts';
import { baseName } from '../core/workspace/paths.ts';
import type { Asked, AskedPlace } from './feature.ts';
import type { Scene } from './scene.ts';
import { toRange } from './to-lsp.ts';
import { toWorkspaceEdit } from './to-workspace-edit.ts';
import { pathOf } from './uri.ts';
import { worldOf } from './world.ts';

/**
 * What would be renamed at a place; null where no unit is named.
 *
 * @throws ResponseError with a sentence for the person where a unit is named that cannot be renamed.
 */
export function prepareRename(asked: AskedPlace): PrepareRenameResult | null {
  const found = at(asked);
  return found ? { range: toRange(asked.file.lines, found.range), placeholder: found.name.full } : null;
}

/**
 * The edit that renames the unit named at a place. Whether units that belong to it by name go along is asked where the client can ask.
 *
 * @throws ResponseError with a sentence for the person where that cannot be done.
 */
export function renameAt(asked: AskedPlace, newName: string): Answer {
  const found = at(asked);
  if (!found) return null;
  const { presentation, scene } = asked;
  if (!presentation.edits.renameFiles) refuse(scene, NO_FILES);
  const { path, name } = found;
  const unit = { path, to: withInstance(newName, path, asked) };
  return decided(goTogether(asked, [unit], say`Rename ${name.full} Only`), (together) => {
    // What was typed while the person was asked is part of the answer.
    const snapshot = scene.snapshot();
    const changes = rename(snapshot, [unit], { ...options(asked), together });
    if ('refused' in changes) return refuse(scene, changes.refused);
    remember(scene, changes);
    return toWorkspaceEdit(snapshot, changes, presentation) ?? null;
  });
}

/** The edit that goes with files that the person renames themself; null where nothing follows from that. */
export function willRename(asked: Asked, files: readonly FileRename[]): Answer {
  const { scene, presentation } = asked;
  const names = files.flatMap((file) => newNameOf(asked, file));
  if (names.length === 0) return null;
  const { renameFiles } = presentation.edits;
  return decided(renameFiles && goTogether(asked, names, say`Rename This File Only`), (together) => {
    const snapshot = scene.snapshot();
    const changes = rename(snapshot, names, { ...options(asked), together });
    if ('refused' in changes) {
      const file = baseName(names[0]!.path);
      scene.warn?.(render(say`What names ${file} was not changed. ${changes.refused}`, presentation.language));
      return null;
    }
    // The client renames these itself.
    const given = new Set(names.map(({ path }) => path));
    const rest = changes.filter(({ kind, file }) => kind !== 'rename' || !given.has(file));
    remember(scene, rest);
    const possible = renameFiles ? rest : rest.filter(({ kind }) => kind === 'edit');
    return possible.length > 0 ? (toWorkspaceEdit(snapshot, possible, presentation) ?? null) : null;
  });
}

/** The new name of a unit that follows from that of a file; none where the unit keeps its name. */
function newNameOf({ snapshot, scene }: Asked, { oldUri, newUri }: FileRename): NewName[] {
  const path = pathOf(oldUri);
  if (scene.givenRenames?.delete(`${path}\n${pathOf(newUri)}`)) return [];
  const [from, to] = [unitNameOf(path, snapshot), unitNameOf(pathOf(newUri), snapshot)];
  if (!from || !to || from.full === to.full) return [];
  const isKnown = snapshot.file(path) !== undefined || snapshot.makersOf(from.full).includes(path);
  return isKnown ? [{ path, to: to.full }] : [];
}

function remember({ givenRenames }: Scene, changes: readonly FileChange[]): void {
  givenRenames?.clear();
  for (const change of changes) if (change.kind === 'rename') givenRenames?.add(`${change.file}\n${change.to}`);
}

/** At once where nobody has to be asked. */
type Answer = WorkspaceEdit | null | Promise<WorkspaceEdit | null>;

/** Goes on with what the person has decided; null where they want nothing to be renamed. */
function decided(
  together: boolean | Promise<boolean | undefined>,
  go: (together: boolean) => WorkspaceEdit | null,
): Answer {
  if (typeof together === 'boolean') return go(together);
  return together.then((chosen) => (chosen === undefined ? null : go(chosen)));
}

function at({ snapshot, file, offset, scene }: AskedPlace): Renameable | undefined | null {
  const found: Renameable | Refused | undefined = renameable(snapshot, file, offset, scene.folders());
  if (found && 'refused' in found) return refuse(scene, found.refused);
  return found ?? null;
}

/** The name of a template's instance, typed for the template that is renamed, stands for the template. */
function withInstance(newName: string, path: string, { snapshot }: Asked): string {
  const typed = parseUnitName(newName);
  return typed?.instance && unitNameOf(path, snapshot)?.instance === '' ? templateOf(typed) : newName;
}

/** Whether the units go along that belong to others by name; undefined where the person wants nothing to be renamed. */
function goTogether(asked: Asked, names: readonly NewName[], only: Message): boolean | Promise<boolean | undefined> {
  const { snapshot, scene, presentation } = asked;
  const along = scene.ask ? partners(snapshot, names, options(asked)) : [];
  if (!scene.ask || along.length === 0) return false;
  const renamed = names.map(({ path }) => unitNameOf(path, snapshot)!.full);
  const question = say`${allOf(renamed)} and ${allOf(along.map(({ full }) => full))} belong together by name. Rename all of them?`;
  const choices = [say`Rename All`, only].map((one) => render(one, presentation.language));
  return scene
    .ask(render(question, presentation.language), choices)
    .then((chosen) => (chosen === undefined ? undefined : chosen === 0));
}

function options({ snapshot, scene }: Asked): Omit<RenameOptions, 'together'> {
  return { folders: scene.folders(), world: worldOf(snapshot, scene.runtime) };
}

/** Clients show the message of a request that failed to the person. */
function refuse(scene: Scene, message: Message): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, render(message, scene.presentation.language));
}

const NO_FILES = say`This editor does not let a language server rename files. Rename the file of the unit itself.`;
