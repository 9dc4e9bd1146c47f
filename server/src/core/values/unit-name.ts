import { type UnitType, unitTypeOf } from '../catalogue/unit-type.ts';

/** A unit's name taken apart: `foo-bar@x.service` has prefix `foo-bar`, instance `x` and type `service`. */
export interface UnitName {
  readonly full: string;
  readonly prefix: string;
  /** undefined for a plain unit, empty for a template. */
  readonly instance: string | undefined;
  readonly type: UnitType;
}

export type UnitNameKind = 'plain' | 'template' | 'instance';

/** Takes a unit name apart, or gives undefined where systemd would not take it (src/basic/unit-name.c, unit_name_is_valid). */
export function parseUnitName(text: string): UnitName | undefined {
  if (text.length === 0 || text.length > 255 || !VALID.test(text)) return undefined;
  const dot = text.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const type = unitTypeOf(text.slice(dot + 1));
  if (!type) return undefined;
  const at = text.indexOf('@');
  if (at === 0) return undefined;
  if (at < 0 || at > dot) return { full: text, prefix: text.slice(0, dot), instance: undefined, type };
  return { full: text, prefix: text.slice(0, at), instance: text.slice(at + 1, dot), type };
}

export function unitNameKind(name: UnitName): UnitNameKind {
  if (name.instance === undefined) return 'plain';
  return name.instance === '' ? 'template' : 'instance';
}

/** The template that an instance is made from: `foo@.service` for `foo@x.service`. */
export function templateOf(name: UnitName): string {
  return `${name.prefix}@.${name.type}`;
}

/** The instance of a template: `foo@x.service` for `foo@.service` and `x`. */
export function instantiate(template: UnitName, instance: string): string {
  return `${template.prefix}@${instance}.${template.type}`;
}

/** The same name with another type: `foo.service` for `foo.socket`. */
export function withType(name: UnitName, type: UnitType): string {
  const middle = name.instance === undefined ? '' : `@${name.instance}`;
  return `${name.prefix}${middle}.${type}`;
}

const VALID = /^[A-Za-z0-9:\-_.\\@]+$/;
