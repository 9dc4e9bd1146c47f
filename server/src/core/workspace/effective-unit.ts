import type { UnitType } from '../catalogue/unit-type.ts';
import { parseUnitName, type UnitName } from '../values/unit-name.ts';
import type { Entry } from './analyse.ts';
import { dropInsOf } from './drop-ins.ts';
import { baseName, folderOf, join } from './paths.ts';
import { managerOf } from './settings.ts';
import { cached, findFragment, type Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/** A unit as systemd holds it: its fragment and the drop-ins over it, with where each value came from. */
export interface EffectiveUnit {
  readonly name: UnitName;
  readonly type: UnitType;
  readonly manager: 'system' | 'user';
  /** undefined where only drop-ins are known, those for a unit of the distribution, say. */
  readonly fragment: UnitFile | undefined;
  readonly dropIns: readonly UnitFile[];
  readonly masked: boolean;
  /** systemd would not load it, because of a line that is fatal. */
  readonly refused: boolean;
  /** The assignments that had an effect, in the order in which systemd read them. */
  readonly entries: readonly Entry[];
}

/** One value that is in force, and the assignment that brought it. */
export interface Item {
  readonly text: string;
  readonly entry: Entry;
}

/** The unit that a file is part of: its own for a fragment, the one it changes for a drop-in; undefined for drop-ins of many units and for names systemd refuses. */
export function unitOf(snapshot: Snapshot, file: UnitFile): EffectiveUnit | undefined {
  const name = file.kind.name;
  if (!name) return undefined;
  if (file.kind.kind === 'fragment') return effective(snapshot, loadedName(name, file), file, file.path);
  const near = join(folderOf(folderOf(file.path)), name.full);
  return effective(snapshot, name, findFragment(snapshot, name.full, near), near);
}

/** The unit of a name as a file in the same place would see it; undefined where the snapshot holds no fragment for it. */
export function loadUnit(snapshot: Snapshot, name: string, near: string): EffectiveUnit | undefined {
  const parsed = parseUnitName(name);
  const fragment = parsed && findFragment(snapshot, name, near);
  return fragment && effective(snapshot, loadedName(parsed, fragment), fragment, near);
}

/** A link to a unit of another name is an alias of that unit: it is that unit which is loaded. An instance stays one. */
function loadedName(asked: UnitName, fragment: UnitFile): UnitName {
  const target = aliasTarget(fragment);
  if (target === baseName(fragment.path)) return asked;
  const name = parseUnitName(target);
  if (name?.type !== asked.type || (name.instance === '') !== (asked.instance === '')) return asked;
  return name;
}

function effective(snapshot: Snapshot, name: UnitName, fragment: UnitFile | undefined, near: string): EffectiveUnit {
  const home = fragment?.path ?? near;
  return cached(snapshot, `effective ${name.full} ${home}`, () => {
    const dropIns = dropInsOf(snapshot, name, home);
    const judged = fragment?.analysis(snapshot.settings);
    const entries = [fragment, ...dropIns].flatMap((file) =>
      file ? file.analysis(snapshot.settings).entries.filter((entry) => entry.parsed.outcome !== 'dropped') : [],
    );
    return {
      name,
      type: name.type,
      manager: managerOf(home, snapshot.settings),
      fragment,
      dropIns,
      masked: fragment?.masked ?? false,
      refused: judged?.stop !== undefined,
      entries,
    };
  });
}

/** The name a linked unit file is loaded under: `b.service` for a link `a.service` to `…/b.service`; its own where it is no alias. */
export function aliasTarget(file: UnitFile): string {
  return file.link && file.link !== '/dev/null' ? baseName(file.link) : baseName(file.path);
}

/**
 * What is in force for a directive, in order: one item for a scalar, all of them for a list, none where it is unset or was emptied.
 *
 * Some lists are emptied together: an empty `ListenStream=` removes every listener of every kind.
 */
export function items(unit: EffectiveUnit, section: string, key: string): readonly Item[] {
  let out: Item[] = [];
  for (const entry of unit.entries) {
    if (entry.directive.section !== section) continue;
    const same = entry.directive.key === key;
    if (!same) {
      const joint = entry.parsed.outcome === 'reset' && RESET_TOGETHER.has(entry.at.parser);
      if (joint && out.length > 0 && out[0]!.entry.at.parser === entry.at.parser) out = [];
      continue;
    }
    if (entry.parsed.outcome !== 'add') out = [];
    if (entry.parsed.outcome !== 'reset') for (const text of entry.parsed.items) out.push({ text, entry });
  }
  return out;
}

/** The items of several keys of a section together, in the order in which they were written. */
export function itemsOfKeys(unit: EffectiveUnit, section: string, keys: readonly string[]): readonly Item[] {
  const order = new Map(unit.entries.map((entry, index) => [entry, index]));
  return keys.flatMap((key) => items(unit, section, key)).sort((a, b) => order.get(a.entry)! - order.get(b.entry)!);
}

/** The value of a directive that holds one, or undefined where it is unset. */
export function setting(unit: EffectiveUnit, section: string, key: string): Item | undefined {
  return items(unit, section, key).at(-1);
}

/** A boolean directive's value, with systemd's default for it. */
export function flag(unit: EffectiveUnit, section: string, key: string, byDefault: boolean): boolean {
  const item = setting(unit, section, key);
  return item ? /^(1|y|yes|t|true|on)$/i.test(item.text) : byDefault;
}

/** Parser functions whose lists share one reset. */
const RESET_TOGETHER: ReadonlySet<string> = new Set([
  'config_parse_socket_listen',
  'config_parse_timer',
  'config_parse_path_spec',
]);
