/** A fault of ours while one file was parsed or analysed. Whoever asked for it from another file can tell which one it was. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  readonly path: string;

  /** @param cause What was thrown; its stack is where the fault is. */
  constructor(path: string, cause: unknown) {
    super(`Reading ${path} failed.`, { cause });
    this.path = path;
  }
}

/** Makes something of a file, with its path on every error. */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ReadingError ? error : new ReadingError(path, error);
  }
}

/** For what goes through many files: undefined where one could not be read by a fault of ours, which its own diagnostics tell. */
export function unlessUnread<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ReadingError) return undefined;
    throw error;
  }
}
