/** Makes an input of a size, and gives what is to be measured: it does the whole work anew each time. */
export type Work = (size: number) => () => unknown;

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Numbers of one length, so that an input is not longer for being larger. */
export function numbered(index: number): number {
  return 100_000 + index;
}

/** A value that is different for each index and of the same kind: `foo100001.service`, `/srv/x100001`. */
export function varied(value: string, index: number): string {
  return value.replace(/(?:\.[a-z]+)?$/, (ending) => `${numbered(index)}${ending}`);
}
