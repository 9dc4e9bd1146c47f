import { UNIT_TYPES, type UnitType, unitTypeOf } from '../catalogue/unit-type.ts';
import { closest } from '../text/nearest.ts';
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
  /** A text that something else makes the unit file of, such as `foo.service.in`. It is named as what is made. */
  readonly source?: true;
}

/** A `*.conf` in a `.d` folder. */
export interface DropInPath {
  readonly kind: 'drop-in';
  readonly type: UnitType;
  /** The folder's name without `.d`: `foo.socket`, `foo-.socket` or `foo-@x.socket` for a whole prefix, or `socket` for the whole type. */
  readonly target: string;
  /** The unit, where the folder names exactly one. */
  readonly name: UnitName | undefined;
  /** systemd reads the file for no unit, because of its name or its folder's: the folder and file that were most likely meant. */
  readonly misnamed?: string;
  /** A text that something else makes the drop-in of. */
  readonly source?: true;
}

/**
 * Tells what kind of unit file a path is, or undefined where it is none.
 *
 * Also knows the temporary names that `systemctl edit` gives to what it lets people edit (src/systemctl/systemctl-edit.c):
 * `.#foo.service` followed by sixteen hexadecimal digits, and the same for `override.conf`.
 *
 * @param suffixes What the names of files end in, behind that of the unit, of which a build or a deployment makes units.
 */
export function classifyPath(path: string, suffixes: readonly string[] = SOURCE_SUFFIXES): UnitPath | undefined {
  const whole = baseName(path);
  const made = withoutSuffixes(whole, suffixes);
  if (made === whole) return classify(path);
  const kind = classify(path.slice(0, path.length - whole.length) + made);
  return kind && { ...kind, source: true };
}

/** The suffixes of files that templating and build tools make units of: Autoconf, Meson, CMake, Jinja, Go, ERB, m4 and others. */
export const SOURCE_SUFFIXES: readonly string[] = [
  '.in',
  '.cmake',
  '.j2',
  '.jinja',
  '.jinja2',
  '.tmpl',
  '.tpl',
  '.gotmpl',
  '.template',
  '.erb',
  '.epp',
  '.m4',
  '.mustache',
  '.hbs',
  '.ejs',
  '.dist',
  '.sample',
  '.example',
];

function withoutSuffixes(file: string, suffixes: readonly string[]): string {
  const suffix = suffixes.find((one) => one !== '' && file.endsWith(one) && file.length > one.length);
  return suffix === undefined ? file : withoutSuffixes(file.slice(0, -suffix.length), suffixes);
}

function classify(path: string): UnitPath | undefined {
  const file = originalName(baseName(path));
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const type = unitTypeOf(ending);
  if (type && file.includes('.')) {
    return isForeign(path) ? undefined : { kind: 'fragment', type, name: parseUnitName(file) };
  }
  const folder = baseName(folderOf(path));
  if (ending === 'conf') return dropIn(folder) ?? misnamed(folder, file);
  return file !== '' && !file.includes('.') ? misnamed(folder, file) : undefined;
}

function dropIn(folder: string): DropInPath | undefined {
  if (!folder.endsWith('.d')) return undefined;
  const target = folder.slice(0, -2);
  const type = unitTypeOf(target.slice(target.lastIndexOf('.') + 1));
  if (!type) return undefined;
  const name = parseUnitName(target);
  const whole = target === type || name?.prefix.endsWith('-');
  return { kind: 'drop-in', type, target, name: whole ? undefined : name };
}

/**
 * A drop-in that is in no unit's folder, where it is plain which was meant: `clamd-socket.d/x.conf`, `clamd.sockt.d/x.conf`, or
 * `clamd.socket.d/override`. Other programs have folders of such names too, so that the text has to tell.
 */
function misnamed(folder: string, file: string): DropInPath | undefined {
  const isConf = file.endsWith('.conf');
  const meant = isConf ? meantFolder(folder) : folder;
  const kind = meant === undefined ? undefined : dropIn(meant);
  return kind && { ...kind, name: undefined, misnamed: isConf ? `${meant!}/${file}` : `${folder}/${file}.conf` };
}

/** Whether a file is a drop-in by what is in it, and is read for no unit for want of the right name. */
export function isMisnamed(path: UnitPath): boolean {
  return path.kind === 'drop-in' && path.misnamed !== undefined;
}

function meantFolder(folder: string): string | undefined {
  const parts = /^(.*[^-_.])([-_.])([a-z]+)\.d$/.exec(folder);
  if (!parts) return undefined;
  const [, name, separator, suffix] = parts as unknown as [string, string, string, string];
  if (separator !== '.') return unitTypeOf(suffix) ? `${name}.${suffix}.d` : undefined;
  const near = suffix.length > 3 ? closest(suffix, UNIT_TYPES, 1)?.candidate : undefined;
  return near === undefined ? undefined : `${name}.${near}.d`;
}

function originalName(file: string): string {
  return EDITED.exec(file)?.[1] ?? file;
}

/** Whether a file is what `systemctl edit` lets people edit, by its name. */
export function isBeingEdited(file: string): boolean {
  return EDITED.test(file);
}

const EDITED = /^\.#(.+?)[0-9a-f]{16}$/;

/** Files that only look like units: D-Bus activation files are also called `.service`, and links in `.wants` repeat units. */
function isForeign(path: string): boolean {
  return /\.(wants|requires|upholds)\/[^/]+$|\/dbus-1\/(system-|session-)?services\//.test(path);
}
