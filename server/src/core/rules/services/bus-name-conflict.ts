import { itemPlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { aliasTarget, type EffectiveUnit, setting, unitOf } from '../../workspace/effective-unit.ts';
import { key } from '../../workspace/memory.ts';
import { onOneMachine } from '../../workspace/neighbours.ts';
import { baseName } from '../../workspace/paths.ts';
import { cached, type Snapshot } from '../../workspace/snapshot.ts';

/** src/core/service.c, service_setup_bus_name; src/core/unit.c, unit_watch_bus_name. */
export const rule: WorkspaceRule = {
  code: 'bus-name-conflict',
  effect: 'fail',
  scope: 'workspace',
  types: ['service'],
  *check(service, snapshot) {
    const mine = setting(service, 'Service', 'BusName');
    if (!mine || !service.fragment || service.name.instance !== undefined) return;
    for (const other of busNames(snapshot).get(mine.text) ?? []) {
      if (other.name.full === service.name.full || !other.fragment) continue;
      if (!onOneMachine(snapshot, service.fragment.path, other.fragment.path)) continue;
      const { file, range } = itemPlace(setting(other, 'Service', 'BusName')!);
      yield {
        ...itemPlace(mine),
        message: say`${other.name.full} has the same bus name ${mine.text}. systemd refuses to load the second service of one bus name. Give one of them another name, or make one an alias of the other.`,
        related: [{ file: file.path, range, message: say`The other service is here.` }],
      };
      return;
    }
  },
};

const BUS_NAMES = key<ReadonlyMap<string, readonly EffectiveUnit[]>>('bus names');

function busNames(snapshot: Snapshot): ReadonlyMap<string, readonly EffectiveUnit[]> {
  return cached(snapshot, BUS_NAMES, () => {
    const byName = new Map<string, EffectiveUnit[]>();
    for (const file of snapshot.files()) {
      // Looking at the text first saves reading the many services that have no such name.
      if (file.kind.kind !== 'fragment' || file.kind.type !== 'service' || !file.text.includes('BusName')) continue;
      if (file.kind.name?.instance !== undefined || aliasTarget(file) !== baseName(file.path)) continue;
      const unit = unitOf(snapshot, file);
      const item = unit && !unit.masked && !unit.refused ? setting(unit, 'Service', 'BusName') : undefined;
      if (unit && item) byName.set(item.text, [...(byName.get(item.text) ?? []), unit]);
    }
    return byName;
  });
}
