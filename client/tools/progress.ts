import colors from 'picocolors';

const HEARTBEAT_MS = 10_000;

/** Says what is being done, now and then that it still is, and in the end how long it took; so that nobody waits in the dark. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const seconds = () => `${((performance.now() - begin) / 1000).toFixed(0)} s`;
  say(`${label} ...`);
  const heartbeat = setInterval(() => say(colors.dim(`  still at it, ${seconds()}`)), HEARTBEAT_MS);
  try {
    const result = await work();
    say(colors.dim(`  done in ${seconds()}`));
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** A line for the person, on standard error: standard output belongs to what the program is for. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
