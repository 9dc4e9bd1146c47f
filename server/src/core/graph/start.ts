import { withType } from '../values/unit-name.ts';
import { type EffectiveUnit, loadUnit, unitOf } from '../workspace/effective-unit.ts';
import type { Mention } from '../workspace/mentions.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, templateFor } from '../workspace/sockets.ts';
import { writtenValues } from '../workspace/written-values.ts';
import { dependents, installedIn } from './snapshot-units.ts';
import { triggered } from './trigger-dependencies.ts';
import { isStartedAtBoot } from './well-known.ts';

/** One unit that starts the next one of a path. */
export interface Starter {
  readonly unit: string;
  /** `enabled`: it pulls the next one in once that one is enabled. `pulls`: it says so itself. `triggers`: when something happens. */
  readonly how: 'enabled' | 'pulls' | 'triggers';
}

/**
 * The shortest way from what every boot or log-in starts to a unit, the first to start first; undefined where none is known. Links in
 * `.wants` folders are not part of a snapshot, so that there may be another.
 */
export function pathFromBoot(snapshot: Snapshot, unit: EffectiveUnit): readonly Starter[] | undefined {
  const near = unit.fragment?.path;
  if (near === undefined || isStartedAtBoot(unit.name.full, unit.manager)) return undefined;
  const paths = new Map<string, readonly Starter[]>([[unit.name.full, []]]);
  const open = [unit];
  for (let index = 0; index < open.length && index < MOST_UNITS; index++) {
    const next = open[index]!;
    const path = paths.get(next.name.full)!;
    for (const starter of startersOf(snapshot, next, near)) {
      if (paths.has(starter.unit)) continue;
      const longer = [starter, ...path];
      if (isStartedAtBoot(starter.unit, unit.manager)) return longer;
      paths.set(starter.unit, longer);
      const loaded = loadUnit(snapshot, starter.unit, near);
      if (loaded && !loaded.masked && !loaded.refused) open.push(loaded);
    }
  }
  return undefined;
}

const MOST_UNITS = 64;

/** The units that start a unit themselves, one as often as it does: by `[Install]` once enabled, by a dependency, or as a trigger. */
export function* startersOf(snapshot: Snapshot, unit: EffectiveUnit, near: string): Iterable<Starter> {
  for (const { on } of installedIn(unit)) yield { unit: on, how: 'enabled' };
  for (const type of ['Requires', 'Wants', 'BindsTo', 'Upholds'] as const)
    for (const { unit: other } of dependents(snapshot, unit.name.full, type, near))
      yield { unit: other.name.full, how: 'pulls' };
  for (const trigger of triggersOf(snapshot, unit, near)) yield { unit: trigger, how: 'triggers' };
}

/** The names of the sockets, timers, paths and automounts that start a unit. */
export function triggersOf(snapshot: Snapshot, unit: EffectiveUnit, near: string): readonly string[] {
  const { name } = unit;
  const alike =
    name.type === 'service'
      ? (['socket', 'timer', 'path'] as const).map((type) => withType(name, type))
      : name.type === 'mount'
        ? [withType(name, 'automount')]
        : [];
  const ofTemplate = name.type === 'service' && name.instance === '' ? [`${name.prefix}.socket`] : [];
  const naming = [...snapshot.mentioning(TRIGGERED, name.full)].sort().slice(0, MOST_UNITS);
  const others = naming.flatMap((path) => {
    const file = snapshot.file(path);
    return (file && unitOf(snapshot, file)?.name.full) ?? [];
  });
  return [...new Set([...alike, ...ofTemplate, ...others])].filter((one) => {
    const trigger = loadUnit(snapshot, one, near);
    return trigger !== undefined && !trigger.masked && !trigger.refused && startedBy(trigger) === name.full;
  });
}

function startedBy(trigger: EffectiveUnit): string | undefined {
  return trigger.type === 'socket' && accepts(trigger) ? templateFor(trigger.name) : triggered(trigger)?.on;
}

const writtenTriggers = writtenValues(['Unit', 'Service']);

const TRIGGERED: Mention = {
  name: 'units that a trigger names',
  *words(file, settings) {
    if (['socket', 'timer', 'path'].includes(file.kind.type)) yield* writtenTriggers(file, settings);
  },
};
