import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whileVisible } from './while-visible.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function scene(went: () => Promise<boolean> = async () => true) {
  const seen = { visible: true, looks: 0 };
  const looking = whileVisible(
    () => seen.visible,
    () => {
      seen.looks++;
      return went();
    },
  );
  return { seen, looking };
}

it('looks again and again while it is visible, and leaves no timer when it is not', async () => {
  const { seen, looking } = scene();
  expect(vi.getTimerCount()).toBe(0);
  looking.wake();
  await vi.advanceTimersByTimeAsync(1750 * 4);
  expect(seen.looks).toBe(4);
  seen.visible = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([seen.looks, vi.getTimerCount()]).toEqual([4, 0]);
  looking.wake();
  expect(vi.getTimerCount()).toBe(0);
  seen.visible = true;
  looking.wake();
  await vi.advanceTimersByTimeAsync(1750);
  expect(seen.looks).toBe(5);
});

it('has one look at a time, however often it is woken', async () => {
  let end = () => {};
  const { seen, looking } = scene(() => new Promise((resolve) => (end = () => resolve(true))));
  for (let times = 0; times < 3; times++) looking.wake();
  await vi.advanceTimersByTimeAsync(30_000);
  looking.wake();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(seen.looks).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(1750);
  expect(seen.looks).toBe(2);
});

it.each([
  ['says so', async () => false],
  ['throws', () => Promise.reject(new Error('lost'))],
])('waits longer where a look %s', async (_, went) => {
  const { seen, looking } = scene(went);
  looking.wake();
  await vi.advanceTimersByTimeAsync(1750 + 9999);
  expect(seen.looks).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.looks).toBe(2);
});

it('ends', async () => {
  const { seen, looking } = scene();
  looking.wake();
  looking.dispose();
  looking.wake();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([seen.looks, vi.getTimerCount()]).toEqual([0, 0]);
});
