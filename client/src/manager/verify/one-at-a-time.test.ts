import { expect, it } from 'vitest';
import { createOneAtATime } from './one-at-a-time.ts';

/** A task that ends when it is told to, or as soon as it is cancelled. */
function task(name: string, log: string[]) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end,
    run: async (signal: AbortSignal): Promise<string> => {
      log.push(`${name} begins`);
      signal.addEventListener('abort', () => {
        log.push(`${name} is cancelled`);
        end();
      });
      await ended;
      log.push(`${name} ends`);
      return name;
    },
  };
}

it('has the newest of a key alone, after the one before has ended', async () => {
  const log: string[] = [];
  const once = createOneAtATime();
  const [first, second, third, other] = ['first', 'second', 'third', 'other'].map((name) => task(name, log));
  const a = once('a', first!.run);
  await Promise.resolve();
  const results = [a, once('a', second!.run), once('a', third!.run), once('b', other!.run)];
  other!.end();
  third!.end();
  expect(await Promise.all(results)).toEqual([undefined, undefined, 'third', 'other']);
  expect(log.filter((line) => !line.startsWith('other'))).toEqual([
    'first begins',
    'first is cancelled',
    'first ends',
    'third begins',
    'third ends',
  ]);
});

it('has one that waited for another cancelled as well, once it runs', async () => {
  const log: string[] = [];
  const once = createOneAtATime();
  const [first, second, third] = ['first', 'second', 'third'].map((name) => task(name, log));
  const a = once('a', first!.run);
  await Promise.resolve();
  const begun = new Promise<void>((resolve) => {
    void once('a', (signal) => {
      resolve();
      return second!.run(signal);
    });
  });
  await Promise.all([a, begun]);
  third!.end();
  expect(await once('a', third!.run)).toBe('third');
  expect(log.slice(3)).toEqual(['second begins', 'second is cancelled', 'second ends', 'third begins', 'third ends']);
});

it('goes on after one that has failed', async () => {
  const once = createOneAtATime();
  await expect(once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await once('a', async () => 1)).toBe(1);
});
