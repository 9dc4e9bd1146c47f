/** Asks again and again until the answer is something, and gives it; after the time is up, fails with what was waited for. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { within = 20_000, every = 20 }: { within?: number; every?: number } = {},
): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited ${within / 1000} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** Whether a step comes to its end without an error. */
export async function succeeds(step: Promise<unknown>): Promise<boolean> {
  return step.then(
    () => true,
    () => false,
  );
}
