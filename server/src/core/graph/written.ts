import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Dependency, DependencyType } from './dependency.ts';
import { texts } from './texts.ts';

/** What the lines of `[Unit]` say (src/core/load-fragment.c, config_parse_unit_deps; src/core/unit.c, unit_add_dependency). */
export function* writtenDependencies(unit: EffectiveUnit): Iterable<Dependency> {
  const written = unit.index.get('Unit');
  if (!written) return;
  for (const [key, type] of IN_ORDER) {
    if (!written.has(key)) continue;
    for (const item of texts(unit, 'Unit', key)) {
      const on = item.text;
      if (type === 'Before' && on.endsWith('.device')) continue;
      if (type === 'OnFailure' && (unit.type === 'device' || unit.type === 'slice')) continue;
      yield { type, on, origin: 'written', item };
    }
  }
}

/** The directives that name units, the old spellings too, with what each is in `systemctl show`. */
export const DIRECTIVES: ReadonlyMap<string, DependencyType> = new Map([
  ['After', 'After'],
  ['Before', 'Before'],
  ['Requires', 'Requires'],
  ['RequiresOverridable', 'Requires'],
  ['Requisite', 'Requisite'],
  ['RequisiteOverridable', 'Requisite'],
  ['Wants', 'Wants'],
  ['BindsTo', 'BindsTo'],
  ['BindTo', 'BindsTo'],
  ['PartOf', 'PartOf'],
  ['Upholds', 'Upholds'],
  ['Conflicts', 'Conflicts'],
  ['OnFailure', 'OnFailure'],
  ['OnSuccess', 'OnSuccess'],
  ['PropagatesReloadTo', 'PropagatesReloadTo'],
  ['PropagateReloadTo', 'PropagatesReloadTo'],
  ['ReloadPropagatedFrom', 'ReloadPropagatedFrom'],
  ['PropagateReloadFrom', 'ReloadPropagatedFrom'],
  ['PropagatesStopTo', 'PropagatesStopTo'],
  ['StopPropagatedFrom', 'StopPropagatedFrom'],
  ['JoinsNamespaceOf', 'JoinsNamespaceOf'],
]);

/** A list, as each step through a map makes a pair: it is gone through for every unit. */
const IN_ORDER = [...DIRECTIVES];
