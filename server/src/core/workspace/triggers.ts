import { ownSection } from '../catalogue/unit-type.ts';
import { parseUnitName, templateOf, withType } from '../values/unit-name.ts';
import { type EffectiveUnit, type Item, loadUnit, setting } from './effective-unit.ts';
import type { Mention } from './mentions.ts';
import { machineOf, mentioningNear } from './neighbours.ts';
import type { Snapshot } from './snapshot.ts';
import { classifyPath } from './unit-path.ts';
import { writtenValues } from './written-values.ts';

/** The unit that a socket, timer, path or automount unit starts, and the line that names it where there is one. */
export interface Triggered {
  readonly name: string;
  readonly named: Item | undefined;
}

/**
 * What a timer, path, automount unit or a socket without Accept= starts: Unit= or Service=, or the unit of its own name (src/core/unit.c,
 * unit_load_related_unit).
 */
export function triggeredBy(unit: EffectiveUnit): Triggered {
  if (unit.type === 'automount') return { name: withType(unit.name, 'mount'), named: undefined };
  const named = setting(unit, ownSection(unit.type), unit.type === 'socket' ? 'Service' : 'Unit');
  return { name: named?.text ?? withType(unit.name, 'service'), named };
}

/** The timer and path units that start a unit as it lies there, by name. */
export function triggersOf(snapshot: Snapshot, unit: EffectiveUnit): readonly EffectiveUnit[] {
  const near = unit.fragment?.path;
  if (near === undefined) return [];
  const { full } = unit.name;
  const names = mentioningNear(snapshot, TRIGGERED, full, near).flatMap((path) => classifyPath(path)?.name?.full ?? []);
  return [...new Set(names)].sort().flatMap((name) => {
    const trigger = loadUnit(snapshot, name, near);
    if (!trigger?.fragment || trigger.masked) return [];
    const started = parseUnitName(triggeredBy(trigger).name);
    return started && (started.full === full || templateOf(started) === full) ? [trigger] : [];
  });
}

const writtenUnits = writtenValues(['Unit']);

/** The units that a timer or path file may start, each with the machine that the file is meant for. */
const TRIGGERED: Mention = {
  name: 'units that a timer or path unit starts',
  *words(file, settings) {
    const { type, name } = file.kind;
    if (!name || (type !== 'timer' && type !== 'path')) return;
    const machine = machineOf(file.path, settings);
    for (const unit of [withType(name, 'service'), ...writtenUnits(file, settings)]) {
      yield `${machine} ${unit}`;
      const parsed = parseUnitName(unit);
      if (parsed?.instance) yield `${machine} ${templateOf(parsed)}`;
    }
  },
};
