/** What a program used for so many units. */
export interface Point {
  readonly count: number;
  /** Seconds of processor time. */
  readonly cpu: number;
}

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [640, 400, 70, 50, 610, 340];

/**
 * Draws the processor time of `check` over the number of units, both on logarithmic scales, so that time that grows with the units is a
 * line of slope 1; such a line through the first point is drawn beside it.
 *
 * @param points From few units to many, all above 0; two of them at least.
 */
export function plot(points: readonly Point[]): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const proportional = points.map(({ count }) => ({ count, cpu: (first.cpu * count) / first.count }));
  const x = scale([first.count, last.count], [LEFT, RIGHT]);
  const times = [...points, ...proportional].map(({ cpu }) => cpu);
  const y = scale([Math.min(...times) / 1.5, Math.max(...times) * 1.5], [BOTTOM, TOP]);
  const path = (line: readonly Point[]) => line.map(({ count, cpu }) => `${x(count)},${y(cpu)}`).join(' ');
  const marks = points.map(
    ({ count, cpu }) => `<circle cx="${x(count)}" cy="${y(cpu)}" r="4" fill="#0b62c4"/>
<text x="${x(count)}" y="${y(cpu) - 10}">${cpu.toFixed(2)} s</text>
<text x="${x(count)}" y="${BOTTOM + 20}">${count.toLocaleString('en')}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" text-anchor="middle">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${WIDTH / 2}" y="25" font-size="16">check: processor time over units, slope ${slope(points).toFixed(2)}</text>
<path d="M${LEFT},${TOP}V${BOTTOM}H${RIGHT}" fill="none" stroke="#444"/>
<text x="${WIDTH / 2}" y="${BOTTOM + 45}">units and drop-ins (dashed: slope 1)</text>
<polyline points="${path(proportional)}" fill="none" stroke="#999" stroke-dasharray="6 4"/>
<polyline points="${path(points)}" fill="none" stroke="#0b62c4" stroke-width="2"/>
${marks.join('\n')}
</svg>
`;
}

/** The power of the number of units with which the time grows, from the first point to the last: 1 is in proportion. */
export function slope(points: readonly Point[]): number {
  const [first, last] = [points[0]!, points.at(-1)!];
  return Math.log(last.cpu / first.cpu) / Math.log(last.count / first.count);
}

/** Maps a range of values to pixels by their logarithms. */
function scale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => Math.round(start + (Math.log(value / from) / Math.log(to / from)) * (end - start));
}
