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
  readonly index: ReadonlyMap<string, ReadonlyMap<string, DirectiveEntries>>;
}

/** The assignments of one directive, and its items once they were asked for. */
export interface DirectiveEntries {
  readonly entries: readonly IndexedEntry[];
  items?: readonly OrderedItem[];
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

/** A unit as its fragment alone makes it: so far systemd comes that refuses it for a line of the fragment. */
export function withoutDropIns(unit: EffectiveUnit): EffectiveUnit {
  const entries = unit.entries.filter(({ file }) => file === unit.fragment);
  return { ...unit, dropIns: [], entries, index: indexOf(entries) };
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
  const fragment = findFragment(snapshot, name, near);
  const parsed = fragment && parseUnitName(name);
  return fragment && parsed && effective(snapshot, loadedName(parsed, fragment), fragment.path, near);
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

/** All assignments of a directive, empty ones among them, in order. */
export function assignments(unit: EffectiveUnit, section: string, key: string): readonly Entry[] {
  return (unit.index.get(section)?.get(key)?.entries ?? NO_ENTRIES).map(({ entry }) => entry);
}

/** The assignments that make up a list: those behind the last that empties it. Not for lists that are emptied together. */
export function linesInForce(unit: EffectiveUnit, section: string, key: string): readonly Entry[] {
  const all = assignments(unit, section, key);
  const emptied = all.findLastIndex(({ parsed }) => parsed.outcome !== 'add');
  return all.slice(all[emptied]?.parsed.outcome === 'reset' ? emptied + 1 : Math.max(emptied, 0));
}

/** Whether the unit assigns any of some directives, in whichever section. */
export function assignsAny({ index }: EffectiveUnit, keys: readonly string[]): boolean {
  for (const directives of index.values()) {
    for (const key of keys) if (directives.has(key)) return true;
  }
  return false;
}

/** The last assignment of any of some directives; undefined where there is none. */
export function lastAssignment(unit: EffectiveUnit, section: string, keys: readonly string[]): Entry | undefined {
  let last: IndexedEntry | undefined;
  for (const key of keys) {
    const own = unit.index.get(section)?.get(key)?.entries.at(-1);
    if (own && (!last || own.order > last.order)) last = own;
  }
  return last?.entry;
}

/** All assignments that a function of systemd's reads, directive by directive. */
export function* assignmentsReadBy(unit: EffectiveUnit, parser: string): Iterable<Entry> {
  for (const directives of unit.index.values()) {
    for (const list of directives.values()) {
      const { at, directive } = list.entries[0]!.entry;
      // What is emptied together stands under the name of the function once more.
      if (at.parser !== parser || directives.get(directive.key) !== list) continue;
      for (const { entry } of list.entries) yield entry;
    }
  }
}

const NO_ENTRIES: readonly IndexedEntry[] = [];

function orderedItems({ index }: EffectiveUnit, section: string, key: string): readonly OrderedItem[] {
  const ofSection = index.get(section);
  const own = ofSection?.get(key);
  if (!own) return NO_ITEMS;
  if (own.items) return own.items;
  const { parser } = own.entries[0]!.entry.at;
  const { entries } = RESET_TOGETHER.has(parser) ? ofSection!.get(parser)! : own;
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
  own.items = out;
  return out;
}

const NO_ITEMS: readonly OrderedItem[] = [];

/** The items of several keys of a section together, in the order in which they were written. */
export function itemsOfKeys(unit: EffectiveUnit, section: string, keys: readonly string[]): readonly Item[] {
  return keys.flatMap((key) => orderedItems(unit, section, key)).sort((a, b) => a.order - b.order);
}

/** The value of a directive that holds one, or undefined where it is unset. */
export function setting(unit: EffectiveUnit, section: string, key: string): Item | undefined {
  return orderedItems(unit, section, key).at(-1);
}

/** A boolean directive's value, with systemd's default for it. */
export function flag(unit: EffectiveUnit, section: string, key: string, byDefault: boolean): boolean {
  const item = setting(unit, section, key);
  return item ? parseBoolean(item.text) === true : byDefault;
}

function indexOf(entries: readonly Entry[]): EffectiveUnit['index'] {
  const index = new Map<string, Map<string, Growing>>();
  const listFor = (section: string, name: string): Growing => {
    let ofSection = index.get(section);
    if (!ofSection) {
      ofSection = new Map();
      index.set(section, ofSection);
    }
    let list = ofSection.get(name);
    if (!list) {
      list = { entries: [] };
      ofSection.set(name, list);
    }
    return list;
  };
  // All lines of a directive in a file share one object for it, so that names are put together once for each and not for each line.
  const byDirective = new Map<Entry['directive'], readonly Growing[]>();
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
    for (const { entries: list } of lists) list.push(indexed);
  }
  return index;
}

interface Growing extends DirectiveEntries {
  readonly entries: IndexedEntry[];
}

/** A word that directives have in common whose lists an empty value of any of them empties: of a few all with the same parser. */
export function resetGroup({ section, key, parser }: Entry['directive']): string {
  return `${section} ${RESET_TOGETHER.has(parser) ? parser : key}`;
}

/** Parser functions whose lists share one reset. */
const RESET_TOGETHER: ReadonlySet<string> = new Set([
  'config_parse_socket_listen',
  'config_parse_timer',
  'config_parse_path_spec',
]);
