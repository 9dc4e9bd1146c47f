/** A line on a terminal that says how far a long run has come. */
export interface Progress {
  readonly show: (done: number, all: number, line: () => string) => void;
  /** Takes the line away, before anything else is printed. */
  readonly clear: () => void;
}

/** Milliseconds before a run is a long one, and between two changes of the line. */
const LONG = 1000;
const PAUSE = 100;

/**
 * @param isSeen Whether somebody looks: nothing is written otherwise.
 * @param now The time in milliseconds, from any beginning.
 */
export function createProgress(isSeen: boolean, now: () => number, write: (text: string) => void): Progress {
  const begin = now();
  let last = begin + LONG - PAUSE;
  let isShown = false;
  const clear = () => {
    if (isShown) write('\r\x1b[K');
    isShown = false;
  };
  return {
    clear,
    show(done, all, line) {
      if (!isSeen) return;
      if (done === all) return clear();
      const time = now();
      if (time - last < PAUSE) return;
      last = time;
      isShown = true;
      write(`\r\x1b[K${line()}`);
    },
  };
}
