/**
 * Makes a function that does some work, never twice at once: what is asked for while it is being done is done once more when it has ended,
 * since what it read at its beginning may have changed. A promise is that of work that began after it was asked for.
 */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let under: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    const done = work().finally(() => {
      if (under === done) under = undefined;
    });
    under = done;
    return done;
  };
  return () => {
    if (next !== undefined) return next;
    if (under === undefined) return begin();
    next = under
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
