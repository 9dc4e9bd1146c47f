import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type EffectiveUnit, setting, unitOf } from '../../workspace/effective-unit.ts';
import { key } from '../../workspace/memory.ts';
import type { Mention } from '../../workspace/mentions.ts';
import { isOfDistribution, machineOf } from '../../workspace/neighbours.ts';
import { cachedAt, type Snapshot } from '../../workspace/snapshot.ts';
import { isAlias } from '../../workspace/sockets.ts';
import { writtenValues } from '../../workspace/written-values.ts';

/** src/core/service.c, service_setup_bus_name; src/core/unit.c, unit_watch_bus_name. */
export const rule: WorkspaceRule = {
  code: 'bus-name-conflict',
  effect: 'advice',
  severity: 'warning',
  scope: 'workspace',
  types: ['service'],
  needs: ['BusName'],
  *check(service, snapshot, others) {
    const mine = setting(service, 'Service', 'BusName');
    if (!mine || !service.fragment || service.name.instance !== undefined) return;
    const machine = machineOf(service.fragment.path, snapshot.settings);
    // The services of a distribution that have one bus name stand in for each other: dunst and mako, say.
    if (isOfDistribution(service.fragment.path)) return;
    const other = busNames(snapshot, machine, mine.text, others.isUnderstood).find(
      ({ name }) => name.full !== service.name.full,
    );
    if (!other) return;
    const { file, range } = itemPlace(setting(other, 'Service', 'BusName')!);
    yield {
      ...itemPlace(mine),
      message: say`${other.name.full} has the same bus name ${mine.text}. systemd refuses to load one of them while the other is loaded. Give one of them another name, or install only one of them.`,
      related: [{ file: file.path, range, message: say`The other service is here.` }],
    };
  },
};

const writtenNames = writtenValues(['BusName']);

const BUS_NAME: Mention = {
  name: 'bus names',
  *words(file, settings) {
    if (file.kind.type !== 'service') return;
    const machine = machineOf(file.path, settings);
    for (const name of writtenNames(file, settings)) yield `${machine} ${name}`;
  },
};

const BUS_NAMES = key<readonly EffectiveUnit[]>('services of a bus name');

/** The services of a machine that have a bus name, by name. */
function busNames(
  snapshot: Snapshot,
  machine: string,
  name: string,
  counts: (service: EffectiveUnit) => boolean,
): readonly EffectiveUnit[] {
  return cachedAt(snapshot, BUS_NAMES, `${machine} ${name}`, () => {
    const byUnit = new Map<string, EffectiveUnit>();
    for (const path of snapshot.mentioning(BUS_NAME, `${machine} ${name}`).toSorted()) {
      const file = snapshot.file(path);
      const unit = file && unitOf(snapshot, file);
      const fragment = unit?.fragment;
      // Many drop-ins of one unit may have the name.
      if (
        !fragment ||
        byUnit.has(unit.name.full) ||
        unit.masked ||
        !counts(unit) ||
        unit.name.instance !== undefined ||
        isAlias(fragment)
      )
        continue;
      if (setting(unit, 'Service', 'BusName')?.text !== name) continue;
      if (machineOf(fragment.path, snapshot.settings) === machine) byUnit.set(unit.name.full, unit);
    }
    return [...byUnit.values()];
  });
}
