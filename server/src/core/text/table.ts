/**
 * A table that is looked up by text of a file. It has no properties but its rows, so that `toString`, `constructor` and `__proto__` find
 * nothing.
 */
export function table<T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), rows);
}

/** The row of an object literal that is no {@link table}. */
export function lookUp<T>(rows: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return rows !== undefined && Object.hasOwn(rows, key) ? rows[key] : undefined;
}
