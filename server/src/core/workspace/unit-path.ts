import { isUnitType, type UnitType } from '../catalogue/unit-type.ts';
import { parseUnitName, type UnitName } from '../values/unit-name.ts';
import { baseName, folderOf } from './paths.ts';

/** What a file is to systemd, told from its path alone. */
export type UnitPath = FragmentPath | DropInPath;

/** A unit file proper. */
export interface FragmentPath {
  readonly kind: 'fragment';
  readonly type: UnitType;
  /** undefined where the name has the right ending but systemd would not take it. */
  readonly name: UnitName | undefined;
  /** Not saved yet: it has no name, and its type is a guess. */
  readonly untitled?: true;
}

/** A `*.conf` in a `.d` folder. */
export interface DropInPath {
  readonly kind: 'drop-in';
  readonly type: UnitType;
  /** The folder's name without `.d`: `foo.socket`, `foo-.socket` for a whole prefix, or `socket` for the whole type. */
  readonly target: string;
  /** The unit, where the folder names exactly one. */
  readonly name: UnitName | undefined;
}

/**
 * Tells what kind of unit file a path is, or undefined where it is none.
 *
 * Also knows the temporary names that `systemctl edit` gives to what it lets people edit (src/systemctl/systemctl-edit.c):
 * `.#foo.service` followed by sixteen hexadecimal digits, and the same for `override.conf`.
 */
export function classifyPath(path: string): UnitPath | undefined {
  const file = originalName(baseName(path));
  const type = file.slice(file.lastIndexOf('.') + 1);
  if (isUnitType(type) && file.includes('.')) {
    return isForeign(path) ? undefined : { kind: 'fragment', type, name: parseUnitName(file) };
  }
  if (type !== 'conf') return undefined;
  return dropIn(baseName(folderOf(path)));
}

function dropIn(folder: string): DropInPath | undefined {
  if (!folder.endsWith('.d')) return undefined;
  const target = folder.slice(0, -2);
  const type = target.slice(target.lastIndexOf('.') + 1);
  if (!isUnitType(type)) return undefined;
  const whole = target === type || target.endsWith(`-.${type}`);
  return { kind: 'drop-in', type, target, name: whole ? undefined : parseUnitName(target) };
}

function originalName(file: string): string {
  const edited = /^\.#(.+?)[0-9a-f]{16}$/.exec(file);
  return edited?.[1] ?? file;
}

/** Files that only look like units: D-Bus activation files are also called `.service`, and links in `.wants` repeat units. */
function isForeign(path: string): boolean {
  return /\.(wants|requires|upholds)\/[^/]+$|\/dbus-1\/(system-|session-)?services\//.test(path);
}
