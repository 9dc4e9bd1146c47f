/** A half-open stretch of a text, in UTF-16 offsets. All of core counts this way; lines and columns are made at the edge. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export function range(from: number, to: number): Range {
  return { from, to };
}

export function contains(outer: Range, offset: number): boolean {
  return outer.from <= offset && offset <= outer.to;
}

export function isEmpty(r: Range): boolean {
  return r.from >= r.to;
}
