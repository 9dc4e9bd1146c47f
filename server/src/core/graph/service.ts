import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { serviceType } from '../workspace/services.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, dependOn } from './dependency.ts';
import { hasDefaultDependencies, text, texts } from './texts.ts';

/** src/core/service.c: service_add_default_dependencies, service_setup_bus_name; src/core/load-fragment.c: config_parse_service_sockets. */
export function* serviceDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  for (const item of texts(unit, 'Service', 'Sockets'))
    yield* dependOn(item.text, ['Wants', 'After', 'TriggeredBy'], 'implicit', item);
  if (serviceType(unit, about.version) === 'dbus') {
    const name = text(unit, 'Service', 'BusName');
    if (name) yield* dependOn('dbus.socket', ['Requires', 'After'], 'implicit', name);
  }
  if (!hasDefaultDependencies(unit)) return;
  if (about.manager === 'system') yield* dependOn('sysinit.target', ['After', 'Requires'], 'default');
  else yield* dependOn('basic.target', ['Requires'], 'default');
  yield* dependOn('basic.target', ['After'], 'default');
  yield* dependOn('shutdown.target', ['Before', 'Conflicts'], 'default');
}
