import { UNIT_TYPES } from '../../../server/src/protocol/unit-paths.ts';

/** Whether systemd would take the text for the name of a unit (src/basic/unit-name.c); nothing else goes into a command. */
export function isUnitName(text: string): boolean {
  return text.length < 256 && UNIT_NAME.test(text);
}

/** The part before the `@` of a template or an instance, before the dot of a plain unit. */
export function prefixOf(unit: string): string {
  const at = unit.indexOf('@');
  return at > 0 ? unit.slice(0, at) : unit.slice(0, unit.lastIndexOf('.'));
}

export function isTemplate(unit: string): boolean {
  return /^[^@]+@\.[a-z]+$/.test(unit);
}

/** Whether `unit` is an instance of the template `foo@.service`. */
export function isInstanceOf(unit: string, template: string): boolean {
  if (!isTemplate(template) || isTemplate(unit)) return false;
  const [start, end] = [template.slice(0, template.indexOf('@') + 1), template.slice(template.lastIndexOf('.'))];
  return unit.startsWith(start) && unit.endsWith(end);
}

/** What tells whether a unit is `unit`, the service behind it, or an instance of that. */
export function concerning(unit: string, service: string | undefined): (name: string) => boolean {
  return (name) => name === unit || name === service || (service !== undefined && isInstanceOf(name, service));
}

const UNIT_NAME = new RegExp(`^[A-Za-z0-9:\\-_.\\\\]+(@[A-Za-z0-9:\\-_.\\\\@]*)?\\.(${UNIT_TYPES.join('|')})$`);
