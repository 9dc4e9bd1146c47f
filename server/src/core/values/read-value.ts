import type { Grammar, Parsed, ValueContext } from './grammar.ts';
import { type UnitName, unitNameKind } from './unit-name.ts';

/**
 * Reads a value as its grammar does, but is kind to templates: where the instance decides what a value is, a problem counts only if
 * it is there whatever the instance. (`systemd-analyze verify` makes up one instance and judges by that.)
 */
export function readValue(grammar: Grammar, value: string, at: ValueContext): Parsed {
  const plain = grammar.parse(value, at);
  const template = at.unit;
  if (!template || unitNameKind(template) !== 'template' || !USES_INSTANCE.test(value)) return plain;
  let best = plain;
  for (const instance of INSTANCES) {
    if (claims(best) === 0) break;
    const parsed = grammar.parse(value, { ...at, unit: withInstance(template, instance) });
    if (claims(parsed) < claims(best)) best = parsed;
  }
  return best === plain || best.items.length !== plain.items.length ? best : { ...best, items: plain.items };
}

/** How many things systemd itself would complain about. */
function claims(parsed: Parsed): number {
  return parsed.problems.filter(({ effect }) => effect === 'refuse' || effect === 'ignore' || effect === 'note').length;
}

function withInstance(template: UnitName, instance: string): UnitName {
  return { ...template, instance, full: `${template.prefix}@${instance}.${template.type}` };
}

const USES_INSTANCE = /%[iInNfd]/;

/** Instances as people use them: a path, a port, an address, a whole unit name, a number, a user. */
const INSTANCES = ['-a-b', '8080', '127.0.0.1:80', 'dev-sda1.device', 'a.service', '1', 'user', 'a-b'];
