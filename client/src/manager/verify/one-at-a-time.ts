/**
 * Makes a function that runs tasks, one at a time for each key: a newer one has the older one cancelled, and begins when that has ended.
 * The result of a task that was cancelled is undefined.
 */
export function createOneAtATime(): <T>(
  key: string,
  task: (signal: AbortSignal) => Promise<T>,
) => Promise<T | undefined> {
  const running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<unknown> }>();
  return async (key, task) => {
    const before = running.get(key);
    before?.abort.abort();
    const abort = new AbortController();
    const { signal } = abort;
    const result = (async () => {
      await before?.ended.catch(() => undefined);
      return signal.aborted ? undefined : task(signal);
    })();
    const entry = { abort, ended: result };
    running.set(key, entry);
    try {
      const value = await result;
      return signal.aborted ? undefined : value;
    } finally {
      if (running.get(key) === entry) running.delete(key);
    }
  };
}
