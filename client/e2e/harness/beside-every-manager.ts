import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { Target } from '../../src/manager/target.ts';
import { clear } from './activation.ts';
import { everyManager } from './every-manager.ts';
import type { Manager } from './manager.ts';
import { targetOf } from './target.ts';

/** A manager, and the same as a target of the extension. */
interface Place {
  readonly manager: Manager;
  readonly target: Target;
}

/** Adds a test, which finds nothing left by the one before it. */
type AddTest = (name: string, run: (place: Place) => Promise<void>) => void;

/** Makes the same tests beside every manager at hand; they are skipped where one cannot be started. */
export function besideEveryManager(tests: (add: AddTest, scope: Manager['scope']) => void): void {
  for (const { scope, release, start, lacks } of everyManager()) {
    const systemd = release === undefined ? 'this machine' : `systemd ${release.systemd}`;
    describe(`the ${scope} manager of ${systemd}`, async () => {
      const reason = await lacks();
      let place: Place;

      beforeAll(async () => {
        if (reason) return;
        const manager = await start();
        place = { manager, target: targetOf(manager) };
      });
      afterAll(() => place?.manager.stop());
      afterEach(async () => {
        if (!reason) await clear(place.target);
      });

      const add: AddTest = (name, run) =>
        test(name, async (context) => {
          context.skip(reason !== undefined, reason);
          await run(place);
        });
      tests(add, scope);
    });
  }
}
