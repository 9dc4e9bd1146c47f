import { namespaces } from '../catalogue/names.ts';
import { parseBoolean } from '../values/keywords/boolean.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { assignments } from './assignments.ts';

/** The kinds of namespaces that a service may make (src/core/load-fragment.c, config_parse_restrict_namespaces). */
export function allowedNamespaces(unit: EffectiveUnit, version: number): ReadonlySet<string> {
  const all = namespaces(version);
  // Undefined until something is said, which a first list replaces.
  let allowed: Set<string> | undefined;
  for (const { node, parsed } of assignments(unit, 'RestrictNamespaces')) {
    const restrictsAll = parsed.outcome === 'set' ? parseBoolean(node.value) : undefined;
    if (parsed.outcome === 'reset') allowed = undefined;
    else if (restrictsAll !== undefined) allowed = new Set(restrictsAll ? [] : all);
    else {
      const inverted = node.value.startsWith('~');
      allowed ??= new Set(inverted ? all : []);
      for (const item of parsed.items) {
        const kind = item.replace('~', '');
        if (inverted) allowed.delete(kind);
        else allowed.add(kind);
      }
    }
  }
  return allowed ?? all;
}
