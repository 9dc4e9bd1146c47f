/** A half-open stretch of a text, in UTF-16 offsets. All of core counts this way; lines and columns are made at the edge. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether an offset is in the range or at either end of it, as a cursor would be. */
export function contains(outer: Range, offset: number): boolean {
  return outer.from <= offset && offset <= outer.to;
}
