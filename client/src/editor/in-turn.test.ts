import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

/** Work that ends when it is told to, each time by its number. */
function recorded() {
  const log: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const run = inTurn(async () => {
    const nth = ends.length;
    log.push(`begin ${nth}`);
    await new Promise<void>((resolve, reject) =>
      ends.push((error) => (error === undefined ? resolve() : reject(error))),
    );
    log.push(`end ${nth}`);
  });
  return { log, run, end: (nth: number, error?: Error) => ends[nth]?.(error) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('does once more what was asked for meanwhile, however often, and after it has ended', async () => {
  const { log, run, end } = recorded();
  const first = run();
  const [second, third] = [run(), run()];
  await settled();
  expect(log).toEqual(['begin 0']);
  end(0);
  await first;
  await settled();
  expect(log).toEqual(['begin 0', 'end 0', 'begin 1']);
  const fourth = run();
  end(1);
  await Promise.all([second, third]);
  await settled();
  expect(log.slice(3)).toEqual(['end 1', 'begin 2']);
  end(2);
  await fourth;
  expect(log.at(-1)).toBe('end 2');
});

it('is never done twice at once, whenever it is asked for', async () => {
  let [now, most, count] = [0, 0, 0];
  const run = inTurn(async () => {
    most = Math.max(most, ++now);
    count++;
    for (let index = 0; index < 3; index++) await undefined;
    now--;
  });
  const all = [];
  for (let ticks = 0; ticks < 12; ticks++) {
    all.push(run(), run());
    for (let index = 0; index < ticks; index++) await undefined;
  }
  await Promise.all(all);
  expect(most).toBe(1);
  expect(count).toBeLessThan(all.length);
});

it('does it again after it has failed', async () => {
  const { log, run, end } = recorded();
  const first = run();
  const second = run();
  end(0, new Error('no'));
  await expect(first).rejects.toThrow('no');
  await settled();
  expect(log).toEqual(['begin 0', 'begin 1']);
  end(1);
  await second;
  const third = run();
  end(2);
  await third;
  expect(log.at(-1)).toBe('end 2');
});
