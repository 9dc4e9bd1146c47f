import { type Outcome, ok } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { isUnitName } from '../manager/unit-name.ts';

/**
 * The absolute path of a planned file. The plan may be about files with any name at all, so nothing is accepted here but
 * a unit's own name, or one file of the folder of its drop-ins; so that the path cannot leave `directory`.
 */
export function destinationIn(directory: string, destination: string): Outcome<string> {
  const refused = (why: 'bad-unit-name' | 'leaves-directory'): Outcome<string> => ({
    kind: 'refused',
    what: destination,
    why,
  });
  const [first = '', second, ...more] = destination.split('/');
  if (destination.startsWith('/') || more.length > 0 || first === '..' || second === '..') {
    return refused('leaves-directory');
  }
  const fine = second === undefined ? isUnitName(first) : isDropInFolder(first) && isDropIn(second);
  return fine ? ok(`${directory}/${destination}`) : refused('bad-unit-name');
}

/**
 * The canonical folder of a path; undefined where it is missing. The folder of a unit's drop-ins may be no link to elsewhere, as it
 * would take the file there: then the path is refused.
 */
export async function resolveFolder(
  target: Pick<Target, 'resolve'>,
  directory: string,
  path: string,
): Promise<Outcome<string | undefined>> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const real = await target.resolve(folder);
  if (real.kind !== 'ok' || real.value === undefined || !folder.startsWith(`${directory}/`)) return real;
  const base = await target.resolve(directory);
  if (base.kind !== 'ok') return base;
  if (real.value === `${base.value}${folder.slice(directory.length)}`) return real;
  return { kind: 'refused', what: path, why: 'leaves-directory' };
}

/** The folders that writing a path would make, the outermost first. Refused where the path leaves its directory. */
export async function missingFolders(
  target: Pick<Target, 'resolve'>,
  directory: string,
  path: string,
): Promise<Outcome<readonly string[]>> {
  const missing: string[] = [];
  for (let file = path; ; file = missing[0] ?? file) {
    const folder = await resolveFolder(target, directory, file);
    if (folder.kind !== 'ok') return folder;
    if (folder.value !== undefined) return ok(missing);
    missing.unshift(file.slice(0, file.lastIndexOf('/')));
  }
}

/** `foo.socket.d`, also `service.d` for all services and `foo-.service.d` for those whose name starts so. */
function isDropInFolder(name: string): boolean {
  if (!name.endsWith('.d')) return false;
  const unit = name.slice(0, -2);
  return isUnitName(unit) || isUnitName(`x.${unit}`);
}

/** A drop-in may be named anything that ends in .conf and is not hidden. */
function isDropIn(name: string): boolean {
  return name.endsWith('.conf') && !name.startsWith('.') && !/[\0-\x1f\x7f]/.test(name);
}
