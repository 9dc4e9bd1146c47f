/**
 * Milliseconds between two looks: what has changed is seen within two seconds, the look itself included. A look at 50 sockets takes
 * systemctl and its manager 10 ms together, one at the counters of a socket besides 7 ms: less than a hundredth of the time.
 */
const PAUSE = 1750;
/** Where a look fails, as with a connection that is lost. */
const LONG_PAUSE = 10_000;

export interface Looking {
  /** To be called whenever something may have become visible. */
  wake(): void;
  dispose(): void;
}

/**
 * Looks at a manager again and again while somebody sees what it shows. Nothing runs, and no timer is set, while nobody does.
 *
 * @param isVisible Whether somebody sees it now.
 * @param look One look; the next one is a pause after its end. False where it could not be had.
 */
export function whileVisible(isVisible: () => boolean, look: () => Promise<boolean>): Looking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let over = false;
  const wake = (pause = PAUSE): void => {
    if (over || busy || timer !== undefined || !isVisible()) return;
    timer = setTimeout(async () => {
      timer = undefined;
      if (over || !isVisible()) return;
      busy = true;
      const went = await look().catch(() => false);
      busy = false;
      wake(went ? PAUSE : LONG_PAUSE);
    }, pause);
  };
  return {
    wake: () => wake(),
    dispose: () => {
      over = true;
      clearTimeout(timer);
    },
  };
}
