import type { Formatter } from 'picocolors/types';
import type { Checked } from './report.ts';

/** Prints findings as they come, piece by piece, so that no more than one is held at a time. */
export type Format = (result: Checked, colours: Colours) => Iterable<string>;

/** The few colours that output uses; `picocolors` has them, and plain functions where there is no terminal. */
export interface Colours {
  readonly bold: Formatter;
  readonly dim: Formatter;
  readonly red: Formatter;
  readonly yellow: Formatter;
  readonly cyan: Formatter;
}
