import type { UnitType } from '../catalogue/unit-type.ts';
import { instantiate, parseUnitName, templateOf, type UnitName, unitNameKind, withType } from '../values/unit-name.ts';
import { type EffectiveUnit, loadUnit } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import { unitMadeOf } from '../workspace/makers.ts';
import { baseName, distance } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, templateFor } from '../workspace/sockets.ts';
import { mayShareSystem } from '../workspace/systems.ts';
import { triggeredBy } from '../workspace/triggers.ts';
import { classifyPath } from '../workspace/unit-path.ts';

/** A unit that is renamed, known by the path of its file. */
export interface RenamedUnit {
  readonly path: string;
  readonly from: UnitName;
  readonly to: UnitName;
}

/** All units that are renamed at once. */
export interface RenamedUnits {
  readonly byPath: ReadonlyMap<string, RenamedUnit>;
  /** The paths of their files by the names that they are given. */
  readonly byNewName: ReadonlyMap<string, string>;
  /** What a text holds that has the name of one of them: the name, or the beginning that those of a template's instances have. */
  readonly words: ReadonlySet<string>;
}

export function createRenamedUnits(byPath: ReadonlyMap<string, RenamedUnit>): RenamedUnits {
  const units = [...byPath.values()];
  return {
    byPath,
    byNewName: new Map(units.map(({ path, to }) => [to.full, path])),
    words: new Set(units.map(({ from }) => (from.instance === undefined ? from.full : `${from.prefix}@`))),
  };
}

/** The name of the unit that a file is, or that is made of it; undefined for other files. */
export function unitNameOf(path: string, { settings }: Pick<Snapshot, 'settings'>): UnitName | undefined {
  const kind = classifyPath(path, settings.sourceSuffixes);
  if (kind) return kind.kind === 'fragment' && !kind.untitled ? kind.name : undefined;
  const made = unitMadeOf(path, '');
  return made === undefined ? undefined : parseUnitName(made);
}

/** The file of the unit of a name, as a file in a place finds it: its fragment, its template's, or what either is made of. */
export function fileOf(snapshot: Snapshot, name: string, near: string): string | undefined {
  const found = findPath(snapshot, name, near);
  if (found !== undefined) return found;
  const parsed = parseUnitName(name);
  const names = parsed && unitNameKind(parsed) === 'instance' ? [name, templateOf(parsed)] : [name];
  return names
    .flatMap((one) => snapshot.makersOf(one))
    .filter((path) => mayShareSystem(path, near, snapshot.settings))
    .reduce<string | undefined>(
      (best, path) => (best !== undefined && distance(best, near) <= distance(path, near) ? best : path),
      undefined,
    );
}

/** What a name becomes that leads to a unit: that of an instance keeps the instance where its template is renamed. */
export function renamedName(name: string, { from, to }: RenamedUnit): string {
  if (name === from.full) return to.full;
  const instance = parseUnitName(name)?.instance;
  return from.instance === '' && instance ? instantiate(to, instance) : name;
}

/** The file that a name will lead to once the units are renamed. */
export function fileAfter(snapshot: Snapshot, units: RenamedUnits, name: string, near: string): string | undefined {
  const parsed = parseUnitName(name);
  const renamed = units.byNewName.get(name) ?? (parsed?.instance ? units.byNewName.get(templateOf(parsed)) : undefined);
  if (renamed !== undefined) return renamed;
  const found = fileOf(snapshot, name, near);
  return found !== undefined && units.byPath.has(found) ? undefined : found;
}

/** A unit that starts another one because of the names of the two, and not because a line says so. */
export interface PairByName {
  readonly activator: EffectiveUnit;
  /** The name of the other unit, and the path of its file. */
  readonly target: string;
  readonly path: string;
  /** No line could say so instead: Accept=yes always starts the template of the socket's own name. */
  readonly fixed: boolean;
}

/** What a unit of a name starts by this name alone, as the unit is set up; undefined where a line names what it starts. */
export function targetByName(unit: EffectiveUnit, name: UnitName): Pick<PairByName, 'target' | 'fixed'> | undefined {
  if (!ACTIVATORS.includes(unit.type)) return undefined;
  if (unit.type === 'socket' && accepts(unit)) return { target: templateFor(name), fixed: true };
  return triggeredBy(unit).named ? undefined : { target: withType(name, 'service'), fixed: false };
}

/** The pairs by name that a unit is in. */
export function pairsOf(snapshot: Snapshot, { path, from }: RenamedUnit): readonly PairByName[] {
  const activators = ACTIVATORS.includes(from.type) ? [from.full] : from.type === 'service' ? namesakes(from) : [];
  return activators.flatMap((name) => {
    const activator = loadUnit(snapshot, name, path);
    if (!activator?.fragment || activator.fragment.masked) return [];
    const by = targetByName(activator, activator.name);
    const target = by && fileOf(snapshot, by.target, activator.fragment.path);
    if (!by || target === undefined || (from.type === 'service' && target !== path)) return [];
    return [{ activator, ...by, path: target }];
  });
}

/** The units that may start a service by its name. A template is started by a socket without an instance as well. */
function namesakes(service: UnitName): string[] {
  const names = ACTIVATORS.map((type) => withType(service, type));
  return service.instance === '' ? [...names, `${service.prefix}.socket`] : names;
}

const ACTIVATORS: readonly UnitType[] = ['socket', 'timer', 'path'];

/**
 * The path of the file once it is renamed. It keeps what stands behind the unit's name, as `.in`; what Quadlet makes a unit of keeps its
 * type, and goes without what Quadlet puts behind the name.
 */
export function pathAfter({ path, from, to }: RenamedUnit): string {
  const name = baseName(path);
  const folder = path.slice(0, path.length - name.length);
  if (name.startsWith(from.full)) return `${folder}${to.full}${name.slice(from.full.length)}`;
  const type = name.slice(name.lastIndexOf('.'));
  const stem = /^[^@]*/.exec(name.slice(0, -type.length))![0];
  const added = from.prefix.length - stem.length;
  const instance = to.instance === undefined ? '' : `@${to.instance}`;
  return `${folder}${to.prefix.slice(0, to.prefix.length - added)}${instance}${type}`;
}
