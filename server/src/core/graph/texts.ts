import { grammarFor } from '../values/registry.ts';
import { type EffectiveUnit, flag, type Item, items, setting } from '../workspace/effective-unit.ts';

/**
 * The effective values of a directive as they are in a unit: those of a template, or of a drop-in for many units, are read again with the
 * unit's own name where they depend on it.
 */
export function texts(unit: EffectiveUnit, section: string, key: string): readonly Item[] {
  const found = items(unit, section, key);
  if (found.length === 0 || !found.some((item) => dependsOnName(unit, item))) return found;
  const done = new Set<Item['entry']>();
  return found.flatMap((item) => {
    if (!dependsOnName(unit, item)) return [item];
    const { entry } = item;
    if (done.has(entry)) return [];
    done.add(entry);
    const parsed = grammarFor(entry.at.parser)?.parse(entry.node.value, { ...entry.at, unit: unit.name });
    return (parsed?.items ?? []).map((text) => ({ text, entry }));
  });
}

/** The value of a directive that holds one, as it is in the unit. */
export function text(unit: EffectiveUnit, section: string, key: string): Item | undefined {
  return setting(unit, section, key) && texts(unit, section, key).at(-1);
}

function dependsOnName(unit: EffectiveUnit, { entry }: Item): boolean {
  if (entry.at.unit?.full === unit.name.full) return false;
  const { value } = entry.node;
  return value.includes('%') || value.includes('@.');
}

/** Whether the unit has the dependencies that most units of its type want (systemd.unit(5), DefaultDependencies=). */
export function hasDefaultDependencies(unit: EffectiveUnit): boolean {
  if (!unit.fragment && WITHOUT_DEFAULTS.has(unit.name.full)) return false;
  return !PERPETUAL.has(unit.name.full) && flag(unit, 'Unit', 'DefaultDependencies', true);
}

/** Units that always exist, and are never stopped (src/core: mount_load_root_mount, slice_load_root_slice, scope_load_init_scope …). */
export const PERPETUAL: ReadonlySet<string> = new Set(['-.mount', '-.slice', 'system.slice', 'init.scope']);

/** Targets of systemd's own whose files say DefaultDependencies=no, for where there is no file. */
export const WITHOUT_DEFAULTS: ReadonlySet<string> = new Set([
  'timers.target',
  'shutdown.target',
  'local-fs.target',
  'remote-fs.target',
  'umount.target',
]);
