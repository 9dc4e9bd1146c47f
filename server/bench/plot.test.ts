import { expect, it } from 'vitest';
import { plot, slope } from './plot.ts';

it.each([
  [
    [
      [1000, 1],
      [10_000, 10],
    ],
    1,
  ],
  [
    [
      [1000, 1],
      [10_000, 100],
    ],
    2,
  ],
  [
    [
      [1000, 1],
      [10_000, 5],
      [50_000, 1],
    ],
    0,
  ],
] as const)('the slope through %j is %d', (points, expected) => {
  expect(slope(points.map(([count, cpu]) => ({ count, cpu })))).toBeCloseTo(expected);
});

it('draws each figure where it belongs, and the line of slope 1', () => {
  const svg = plot([
    { count: 1000, cpu: 0.5 },
    { count: 10_000, cpu: 2 },
    { count: 100_000, cpu: 50 },
  ]);
  const circles = [...svg.matchAll(/<circle cx="(\d+)" cy="(\d+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(circles.map(([x]) => x)).toEqual([70, 340, 610]);
  expect(circles.map(([, y]) => y)).toEqual(circles.map(([, y]) => y).toSorted((a, b) => b! - a!));
  const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points]) => points!.split(' '));
  // Both go through the first figure, and 100 times the units in 100 times the time through the last.
  expect(lines[0]![0]).toBe(lines[1]![0]);
  expect(lines[0]![2]).toBe(lines[1]![2]);
  expect(svg).toContain('>0.50 s</text>');
  expect(svg).toContain('slope 1.00');
});
