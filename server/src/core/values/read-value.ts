import type { Grammar, Parsed, ValueContext } from './grammar.ts';
import { type UnitName, unitNameKind } from './unit-name.ts';

/**
 * Reads a value as its grammar does, but is kind where the unit's name is open: in a template, and in a drop-in that goes to many units.
 * What comes of the name is then a problem only if it is one whatever the name. (`systemd-analyze verify` makes up one instance and
 * judges by that.)
 */
export function readValue(grammar: Grammar, value: string, at: ValueContext): Parsed {
  const plain = grammar.parse(value, at);
  if (!USES_NAME.test(value) || (at.unit && unitNameKind(at.unit) !== 'template')) return plain;
  let best = plain;
  for (const instance of INSTANCES) {
    if (claims(best) === 0) break;
    const parsed = grammar.parse(value, { ...at, unit: instanceOf(at, instance) });
    if (claims(parsed) < claims(best)) best = parsed;
  }
  return best === plain || best.items.length !== plain.items.length ? best : { ...best, items: plain.items };
}

/** How many things systemd itself would complain about. */
function claims(parsed: Parsed): number {
  return parsed.problems.filter(({ effect }) => effect === 'refuse' || effect === 'ignore' || effect === 'note').length;
}

function instanceOf(at: ValueContext, instance: string): UnitName {
  const { prefix, type } = at.unit ?? { prefix: 'unit', type: at.unitType };
  return { prefix, instance, type, full: `${prefix}@${instance}.${type}` };
}

const USES_NAME = /%[iInNfd]/;

/** Instances as people use them: a path, a port, an address, a whole unit name, a number, a user. */
const INSTANCES = ['-a-b', '8080', '127.0.0.1:80', 'dev-sda1.device', 'a.service', '1', 'user', 'a-b'];
