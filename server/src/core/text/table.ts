/**
 * A table that is looked up by text of a file. It has no properties but its rows, so that `toString`, `constructor` and `__proto__` find
 * nothing. Only {@link table} makes one: the mark keeps the compiler from taking an object literal for one.
 */
export type Table<T> = { readonly [text: string]: T } & { readonly [MARK]: true };

declare const MARK: unique symbol;

export function table<T>(rows: Rows<T>): Table<T> {
  return Object.assign(Object.create(null), rows);
}

/** The rows of an object literal, which are found by {@link lookUp} alone. */
export type Rows<T> = Readonly<Record<string, T>>;

/** The row of an object literal that is no {@link Table}. */
export function lookUp<T>(rows: Rows<T> | undefined, key: string): T | undefined {
  return rows !== undefined && Object.hasOwn(rows, key) ? rows[key] : undefined;
}
