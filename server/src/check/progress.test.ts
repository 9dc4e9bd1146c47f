import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

function watched(isSeen: boolean) {
  const written: string[] = [];
  let time = 5000;
  const progress = createProgress(
    isSeen,
    () => time,
    (text) => written.push(text),
  );
  return { progress, written, wait: (by: number) => (time += by) };
}

it('is shown once a run takes long, ten times a second at most, and gone at its end', () => {
  const { progress, written, wait } = watched(true);
  progress.show(0, 9, () => '0 of 9');
  wait(999);
  progress.show(1, 9, () => '1 of 9');
  expect(written).toEqual([]);
  wait(1);
  progress.show(2, 9, () => '2 of 9');
  wait(50);
  progress.show(3, 9, () => '3 of 9');
  wait(50);
  progress.show(4, 9, () => '4 of 9');
  expect(written).toEqual(['\r\x1b[K2 of 9', '\r\x1b[K4 of 9']);
  progress.show(9, 9, () => '9 of 9');
  expect(written.at(-1)).toBe('\r\x1b[K');
  progress.clear();
  expect(written).toHaveLength(3);
});

it('makes way for what is printed', () => {
  const { progress, written, wait } = watched(true);
  wait(2000);
  progress.show(1, 2, () => '1 of 2');
  progress.clear();
  expect(written).toEqual(['\r\x1b[K1 of 2', '\r\x1b[K']);
});

it('is not written where nobody sees it', () => {
  const { progress, written, wait } = watched(false);
  wait(2000);
  progress.show(1, 2, () => '1 of 2');
  progress.show(2, 2, () => '2 of 2');
  progress.clear();
  expect(written).toEqual([]);
});
