import type { Entry } from './analyse.ts';
import type { Key } from './memory.ts';

/** Something that follows from an assignment alone, computed once for all states of its file in which its line is the same. */
export function ofValue<T>({ value }: Pick<Entry, 'value'>, key: Key<T>, make: () => T): T {
  value.remembered ??= new Map();
  const { remembered } = value;
  if (remembered.has(key)) return remembered.get(key) as T;
  const made = make();
  remembered.set(key, made);
  return made;
}
