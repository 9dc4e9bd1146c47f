import { errors, type Page } from 'playwright-core';

/** How long an action waits for what it is about, where nobody says. */
export const PATIENCE_MS = 20_000;
/** How long each step of an attempt waits: the first time, and the more of them there were. */
const FIRST_ATTEMPT_MS = 3000;
const LATER_ATTEMPTS_MS = 2000;

/**
 * Takes some steps in a page until they lead to something: all of them anew where one waits in vain, or where the last gives `false`.
 * What comes late in a workbench closes a list, moves a row or takes the focus, so that a click or a key goes nowhere; then it has to be
 * made again. For this no step waits long, and one attempt cannot be part of another.
 *
 * @param what What the steps are to lead to, for the error.
 */
export async function insist<T>(
  page: Page,
  what: string,
  steps: () => Promise<T | false>,
  { within = 40_000 }: { within?: number } = {},
): Promise<T> {
  const end = performance.now() + within;
  let cause: unknown;
  try {
    for (let attempt = 0; ; attempt += 1) {
      page.setDefaultTimeout(FIRST_ATTEMPT_MS + attempt * LATER_ATTEMPTS_MS);
      try {
        const result = await steps();
        if (result !== false) return result;
      } catch (error) {
        if (!isPassing(error)) throw error;
        cause = error;
      }
      if (performance.now() > end) throw new Error(`Tried for ${within / 1000} s in vain: ${what}.`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    page.setDefaultTimeout(PATIENCE_MS);
  }
}

/** Whether it is what a page says of something that is not there, or not any more. */
function isPassing(error: unknown): boolean {
  return error instanceof errors.TimeoutError || /not attached|detached|not visible/i.test(String(error));
}
