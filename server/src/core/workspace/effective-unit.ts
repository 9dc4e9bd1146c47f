import type { UnitType } from '../catalogue/unit-type.ts';
import { parseBoolean } from '../values/keywords/boolean.ts';
import { instantiate, parseUnitName, type UnitName } from '../values/unit-name.ts';
import { analysisOf, type Entry } from './analyse.ts';
import { dropInsOf } from './drop-ins.ts';
import { findFragment, findPath, isInLoadPath } from './load-path.ts';
import { key } from './memory.ts';
import { baseName, folderOf, join } from './paths.ts';
import { managerOf, type Settings } from './settings.ts';
import { cachedAt, type Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/** A unit as systemd holds it: its fragment and the drop-ins over it, with where each value came from. */
export interface EffectiveUnit {
  readonly name: UnitName;
  readonly type: UnitType;
  readonly manager: 'system' | 'user';
  /** Undefined if only drop-ins are known, for example those for a unit of the distribution. */
  readonly fragment: UnitFile | undefined;
  readonly dropIns: readonly UnitFile[];
  readonly masked: boolean;
  /** systemd would not load it, because of a line that is fatal. */
  readonly refused: boolean;
  /** One of its files has more lines than are read, so that what is missing may stand there. */
  readonly partial: boolean;
  /** The assignments that had an effect, in the order in which systemd read them. */
  readonly entries: readonly Entry[];
  /** The same by section and directive, for {@link items}; directives that are emptied together stand together under their parser. */
  readonly index: ReadonlyMap<string, ReadonlyMap<string, readonly IndexedEntry[]>>;
}

export interface IndexedEntry {
  readonly entry: Entry;
  /** Its place among the unit's entries. */
  readonly order: number;
}

/** One effective value, and the assignment that it comes from. */
export interface Item {
  readonly text: string;
  readonly entry: Entry;
}

interface OrderedItem extends Item {
  readonly order: number;
}

/** The files of a unit, the fragment first where it is known. */
export function filesOf({ fragment, dropIns }: Pick<EffectiveUnit, 'fragment' | 'dropIns'>): readonly UnitFile[] {
  return fragment ? [fragment, ...dropIns] : dropIns;
}

/**
 * The unit that a file is part of: its own for a fragment, the one it changes for a drop-in; undefined for drop-ins of many
 * units and for names systemd refuses.
 */
export function unitOf(snapshot: Snapshot, file: UnitFile): EffectiveUnit | undefined {
  const { name, source } = file.kind;
  // What will be in the file that is made of a source is not known.
  if (!name || source) return undefined;
  if (file.kind.kind === 'fragment') return effective(snapshot, loadedName(name, file), file.path, file.path);
  const near = join(folderOf(folderOf(file.path)), name.full);
  return effective(snapshot, name, findPath(snapshot, name.full, near), near);
}

/** The unit of a name as a file in the same place would see it; undefined where the snapshot holds no fragment for it. */
export function loadUnit(snapshot: Snapshot, name: string, near: string): EffectiveUnit | undefined {
  const parsed = parseUnitName(name);
  const fragment = parsed && findFragment(snapshot, name, near);
  return fragment && effective(snapshot, loadedName(parsed, fragment), fragment.path, near);
}

/** A unit that needs no fragment, as slices do not: what its drop-ins say, if there are any. */
export function unitWithoutFragment(snapshot: Snapshot, name: UnitName, near: string): EffectiveUnit {
  return effective(snapshot, name, undefined, join(folderOf(near), name.full));
}

/** A link to a unit of another name is an alias: systemd loads that unit. An instance stays an instance. */
function loadedName(asked: UnitName, fragment: UnitFile): UnitName {
  const target = aliasTarget(fragment);
  if (target === baseName(fragment.path)) return asked;
  const name = parseUnitName(target);
  if (name?.type !== asked.type) return asked;
  // The instance of an alias of a template is the same instance of the template.
  if (name.instance === '' && asked.instance) return parseUnitName(instantiate(name, asked.instance)) ?? asked;
  return (name.instance === '') === (asked.instance === '') ? name : asked;
}

const EFFECTIVE = key<EffectiveUnit>('effective unit');

/** @param path That of the fragment, where there is one. */
function effective(snapshot: Snapshot, name: UnitName, path: string | undefined, near: string): EffectiveUnit {
  const home = path ?? near;
  // A unit that is installed is changed by drop-ins of a workspace as well: those near the file that asks.
  const asking = path !== undefined && !isInLoadPath(snapshot, path) ? path : near;
  return cachedAt(snapshot, EFFECTIVE, `${home} ${name.full} ${folderOf(asking)}`, () => {
    const fragment = path === undefined ? undefined : snapshot.file(path);
    return merge(name, fragment, dropInsOf(snapshot, name, home, asking), home, snapshot.settings);
  });
}

function merge(
  name: UnitName,
  fragment: UnitFile | undefined,
  dropIns: readonly UnitFile[],
  home: string,
  settings: Settings,
): EffectiveUnit {
  const judged = fragment && analysisOf(fragment, settings);
  const files = filesOf({ fragment, dropIns });
  const entries = files.flatMap((file) =>
    analysisOf(file, settings).entries.filter((entry) => entry.parsed.outcome !== 'dropped'),
  );
  // The first unit to trigger stays; further ones have no effect.
  const trigger = entries.find(isTrigger);
  const inForce = trigger ? entries.filter((entry) => entry === trigger || !isTrigger(entry)) : entries;
  return {
    name,
    type: name.type,
    manager: managerOf(home, settings),
    fragment,
    dropIns,
    masked: fragment?.masked ?? false,
    refused: judged?.stop !== undefined && judged.stop.reason !== 'unread',
    partial: files.some((file) => analysisOf(file, settings).stop?.reason === 'unread'),
    entries: inForce,
    index: indexOf(inForce),
  };
}

/** Whether an assignment says what a timer or path unit starts. */
export function isTrigger(entry: Entry): boolean {
  return entry.at.parser === 'config_parse_trigger_unit';
}

/** The name a linked unit file is loaded under: `b.service` for a link `a.service` to `…/b.service`; its own where it is no alias. */
export function aliasTarget(file: UnitFile): string {
  return file.link && file.link !== '/dev/null' ? baseName(file.link) : baseName(file.path);
}

/**
 * The effective values of a directive, in order: one item for a scalar, all of them for a list, none if it is unset or was reset.
 *
 * Some lists are emptied together: an empty `ListenStream=` removes every listener of every kind.
 */
export function items(unit: EffectiveUnit, section: string, key: string): readonly Item[] {
  return orderedItems(unit, section, key);
}

function orderedItems(unit: EffectiveUnit, section: string, key: string): readonly OrderedItem[] {
  const entries = entriesFor(unit, section, key);
  if (entries.length === 0) return NO_ITEMS;
  let out: OrderedItem[] = [];
  for (const { entry, order } of entries) {
    const { outcome } = entry.parsed;
    if (entry.directive.key !== key) {
      if (outcome === 'reset') out = [];
      continue;
    }
    if (outcome !== 'add') out = [];
    if (outcome !== 'reset') for (const text of entry.parsed.items) out.push({ text, entry, order });
  }
  return out;
}

const NO_ITEMS: readonly OrderedItem[] = [];

/** The items of several keys of a section together, in the order in which they were written. */
export function itemsOfKeys(unit: EffectiveUnit, section: string, keys: readonly string[]): readonly Item[] {
  return keys.flatMap((key) => orderedItems(unit, section, key)).sort((a, b) => a.order - b.order);
}

/** The value of a directive that holds one, or undefined where it is unset. */
export function setting(unit: EffectiveUnit, section: string, key: string): Item | undefined {
  return unit.index.get(section)?.has(key) ? items(unit, section, key).at(-1) : undefined;
}

/** A boolean directive's value, with systemd's default for it. */
export function flag(unit: EffectiveUnit, section: string, key: string, byDefault: boolean): boolean {
  const item = setting(unit, section, key);
  return item ? parseBoolean(item.text) === true : byDefault;
}

/** A directive's assignments, with those of the directives that are emptied together with it. */
function entriesFor(unit: EffectiveUnit, section: string, key: string): readonly IndexedEntry[] {
  const ofSection = unit.index.get(section);
  const own = ofSection?.get(key);
  if (!own) return NO_ENTRIES;
  const { parser } = own[0]!.entry.at;
  return RESET_TOGETHER.has(parser) ? ofSection!.get(parser)! : own;
}

const NO_ENTRIES: readonly IndexedEntry[] = [];

function indexOf(entries: readonly Entry[]): EffectiveUnit['index'] {
  const index = new Map<string, Map<string, IndexedEntry[]>>();
  const listFor = (section: string, name: string): IndexedEntry[] => {
    let ofSection = index.get(section);
    if (!ofSection) {
      ofSection = new Map();
      index.set(section, ofSection);
    }
    let list = ofSection.get(name);
    if (!list) {
      list = [];
      ofSection.set(name, list);
    }
    return list;
  };
  // All lines of a directive in a file share one object for it, so that names are put together once for each and not for each line.
  const byDirective = new Map<Entry['directive'], readonly IndexedEntry[][]>();
  let order = 0;
  for (const entry of entries) {
    const { directive } = entry;
    let lists = byDirective.get(directive);
    if (!lists) {
      const { section, key, parser } = directive;
      const own = listFor(section, key);
      lists = RESET_TOGETHER.has(parser) ? [own, listFor(section, parser)] : [own];
      byDirective.set(directive, lists);
    }
    const indexed = { entry, order: order++ };
    for (const list of lists) list.push(indexed);
  }
  return index;
}

/** Parser functions whose lists share one reset. */
const RESET_TOGETHER: ReadonlySet<string> = new Set([
  'config_parse_socket_listen',
  'config_parse_timer',
  'config_parse_path_spec',
]);
