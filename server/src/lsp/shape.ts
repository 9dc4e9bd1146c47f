import { pathOf } from './uri.ts';

/** What a value must look like: gives what is wrong with it in a sentence that names the place, or undefined where nothing is. */
export type Shape = (value: unknown, name: string) => string | undefined;

/** An object with some fields. Others are not looked at. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  return (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${name} must be an object.`;
    for (const [key, shape] of Object.entries(fields)) {
      const field = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      const wrong = shape(field, `${name}.${key}`);
      if (wrong) return wrong;
    }
    return undefined;
  };
}

export function list(element: Shape): Shape {
  return (value, name) => {
    if (!Array.isArray(value)) return `${name} must be a list.`;
    for (const [index, one] of value.entries()) {
      const wrong = element(one, `${name}[${index}]`);
      if (wrong) return wrong;
    }
    return undefined;
  };
}

/** What may be missing. */
export function optional(shape: Shape): Shape {
  return (value, name) => (value === undefined ? undefined : shape(value, name));
}

/** What may be missing, or null. */
export function nullable(shape: Shape): Shape {
  return optional((value, name) => (value === null ? undefined : shape(value, name)));
}

export function oneOf(...values: readonly string[]): Shape {
  return (value, name) =>
    typeof value === 'string' && values.includes(value) ? undefined : `${name} must be one of ${values.join(', ')}.`;
}

/** What has one of two forms. */
export function either(one: Shape, other: Shape): Shape {
  return (value, name) => (one(value, name) === undefined ? undefined : other(value, name));
}

export const anything: Shape = () => undefined;
export const string: Shape = (value, name) => (typeof value === 'string' ? undefined : `${name} must be a string.`);
export const number: Shape = (value, name) => (typeof value === 'number' ? undefined : `${name} must be a number.`);

export const uri: Shape = (value, name) => {
  if (typeof value !== 'string') return `${name} must be a string.`;
  try {
    pathOf(value);
    return undefined;
  } catch {
    return `${name} must be a URI.`;
  }
};

/** Those of LSP's base structures that params are made of. */
export const DOCUMENT: Shape = object({ uri });
export const POSITION: Shape = object({ line: number, character: number });
export const RANGE: Shape = object({ start: POSITION, end: POSITION });
