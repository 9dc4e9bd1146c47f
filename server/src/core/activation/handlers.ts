import type { ValueContext, World } from '../values/grammar.ts';
import { simplifyPath } from '../values/paths/paths.ts';
import { expandKnown, knownExpansion } from '../values/specifiers/specifiers.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import { ANY_MACHINE, type UnitCommand } from './commands.ts';
import type { Handler } from './plan-types.ts';

/**
 * The files of the workspace that commands run, or hand to an interpreter such as `/usr/bin/python3`: those that they name where they
 * are, and those that lie beside the units and are named by another path, `%h/web.py` say, at which they have to be installed.
 *
 * @param folders The folders of the workspace, absolute.
 * @param planned The unit files that are to be installed, by path. What lies beside others is installed already, or is not ours.
 */
export function workspaceHandlers(
  commands: readonly UnitCommand[],
  folders: readonly string[],
  planned: ReadonlySet<string>,
  world: World,
): readonly Handler[] {
  const found = new Map<string, Handler>();
  for (const { words, unit, file, at } of commands) {
    words.forEach((word, index) => {
      const named = namedPath(word, at);
      if (!named) return;
      const { path, belowHome } = named;
      const isOfWorkspace = !belowHome && folders.some((folder) => path.startsWith(`${folder}/`));
      const source = isOfWorkspace ? path : planned.has(file.path) ? besideUnit(path, file.path, world) : undefined;
      if (source === undefined) return;
      const name = belowHome ? `%h/${path}` : path;
      const before = found.get(name);
      const handler = before ?? { file: source, path, belowHome, executed: false, unit: unit.name.full };
      found.set(name, { ...handler, executed: handler.executed || index === 0 });
    });
  }
  return [...found.values()];
}

/** The path that a word of a command is, where that is known whatever the machine: absolute, or below the home of a user. */
function namedPath(word: string, at: ValueContext): Pick<Handler, 'path' | 'belowHome'> | undefined {
  const belowHome = at.manager === 'user' && word.startsWith('%h/');
  const { text, complete } = expandKnown(word.slice(belowHome ? 2 : 0), (letter) =>
    knownExpansion(letter, at, ANY_MACHINE),
  );
  const path = simplifyPath(text, at.version);
  if (!complete || !path.startsWith('/') || text.endsWith('/') || path.split('/').includes('..')) return undefined;
  return { path: path.slice(belowHome ? 1 : 0), belowHome };
}

/** The file with the name of a path that lies in the folder of a unit, or of a drop-in of it. */
function besideUnit(path: string, unitFile: string, world: World): string | undefined {
  if (OF_THE_DISTRIBUTION.test(path)) return undefined;
  const folder = folderOf(unitFile);
  const candidates = [folder, ...(folder.endsWith('.d') ? [folderOf(folder)] : [])].map((one) =>
    join(one, baseName(path)),
  );
  return candidates.find((candidate) => candidate !== path && world.kind?.(candidate) === 'file');
}

/** Directories of packages, and virtual file systems. */
const OF_THE_DISTRIBUTION = /^\/(usr\/(s?bin|lib\w*|share)|s?bin|lib\w*|dev|proc|sys|run|boot)\//;
