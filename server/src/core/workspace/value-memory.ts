import type { Entry } from './analyse.ts';
import type { Key } from './memory.ts';

/**
 * Something that follows from what a line says, and not from where it stands: computed once for all lines that say the same and all states
 * of their files.
 *
 * @param make Is given the value. What it makes of that may outlive the file: of the line's own text it would keep the whole file.
 */
export function ofValue<T>({ value: { meaning } }: Pick<Entry, 'value'>, key: Key<T>, make: (value: string) => T): T {
  meaning.remembered ??= new Map();
  const { remembered } = meaning;
  if (remembered.has(key)) return remembered.get(key) as T;
  const made = make(meaning.text);
  remembered.set(key, made);
  return made;
}
